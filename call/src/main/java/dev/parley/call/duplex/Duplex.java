package dev.parley.call.duplex;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.provider.UseListener;

/// A provider that hears, thinks and speaks in one: sound in, sound out. Shared by all calls;
/// thread-safe.
public interface Duplex extends AutoCloseable {
    /// Plain name for records and metrics, such as "openai".
    String name();

    /// What the provider calls its model, for records and prices; empty if it has no name.
    default String model() {
        return "";
    }

    /// What it can do, as configured.
    DuplexCapabilities capabilities();

    /// Opens the session of one call. Returns at once and never throws for what the provider or the
    /// network does: that is told as [DuplexEvent.Failed], as is that the provider is closed.
    ///
    /// @throws IllegalArgumentException for a wire format that is not in the capabilities
    Session open(Opening opening, Listener listener);

    /// Fails every open session with `CLOSED` and frees the connections. May block shortly;
    /// harmless a second time.
    @Override
    void close();

    /// One call's conversation. [#audio] runs on the leg's IO thread, everything else on any
    /// thread; nothing blocks, nothing throws, and after the end nothing has an effect. What is
    /// given before [DuplexEvent.Ready] waits and follows in order.
    interface Session extends AutoCloseable {
        /// The caller's sound in the wire format of [Opening#hears()], as it came, silence too;
        /// valid during the call only. A full queue drops the oldest and counts.
        void audio(byte[] sound, int offset, int count);

        /// The caller's turn is over: answer it. Without an effect where the provider is
        /// [TurnMaster#PROVIDER].
        void endTurn();

        /// Puts something into the conversation and asks for no answer: what the caller typed, what
        /// the agent must know ([Message.Instruction]), what our own voice said
        /// ([Message.Assistant], text alone). Outcomes of tools go by [#outcome].
        void add(Message message);

        /// Asks for an answer now, or after the one under way: a greeting, a reaction to what was
        /// added.
        ///
        /// @param instruction for this answer alone; empty for none
        void answer(Sensitive<String> instruction);

        /// What a tool answered. When all calls of an answer have their outcome, and nobody has
        /// spoken since, the provider goes on by itself. Late, twice, or for a call that nobody
        /// made: harmless.
        void outcome(Message.ToolOutcome outcome);

        /// The answer under way, or asked for, is not wanted any more: nothing more is told of it
        /// but its end. Harmless if there is none.
        void stop();

        /// An answer was cut while it was played: so much of it reached the caller's ear. The
        /// provider forgets the rest ([Truncation#BY_TIME]) or gets a note of it
        /// ([Truncation#BY_NOTE]). Once for an answer; not for one that was heard to its end.
        ///
        /// @param heardMillis of the answer's sound, from its beginning
        /// @param heardWords the same in words, as far as they are known
        void heard(long answer, int heardMillis, Sensitive<String> heardWords);

        /// Other instructions and tools from now on, as when a flow goes to its next step. A voice
        /// that has spoken stays.
        void change(Briefing briefing);

        /// Ends the session; nothing more is told, but for at most one call of the listener in
        /// progress on another thread. Harmless a second time.
        @Override
        void close();
    }

    /// What a session tells: sound and events in one order, one call at a time, each seeing what
    /// the one before did, on a thread of the provider. Must not block and must not throw: sound
    /// comes faster than it is played, and whoever plays it keeps it.
    interface Listener extends UseListener {
        /// Sound of an answer in the wire format of [Opening#speaks()]; valid during the call only.
        /// A piece may be of any length, but ends with a whole sample.
        void audio(long answer, byte[] sound, int offset, int count);

        void told(DuplexEvent event);
    }
}
