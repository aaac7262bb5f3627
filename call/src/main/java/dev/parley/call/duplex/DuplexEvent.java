package dev.parley.call.duplex;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;

/// What a session of a [Duplex] tells besides sound. Answers are numbered by the session from 1, in
/// the order in which they begin; so are the caller's turns.
public sealed interface DuplexEvent {
    /// The session stands, as briefed.
    record Ready() implements DuplexEvent {}

    /// The provider hears the caller speak. Where it is the [TurnMaster] it has stopped answering:
    /// whatever is being played stops too, and nothing more is told of earlier answers but their
    /// end.
    ///
    /// @param atMillis where in the sound handed over, as the provider measures it
    record CallerBegan(long atMillis) implements DuplexEvent {}

    /// The provider takes the caller's turn for over.
    ///
    /// @param atMillis as in [CallerBegan]
    record CallerEnded(long atMillis) implements DuplexEvent {}

    /// What the caller said, as a recognizer beside the model understood it: at any time, also
    /// after the answer to it.
    ///
    /// @param turn the caller's, from 1
    /// @param words all of the turn so far; may be empty
    /// @param isFinal nothing more comes of this turn
    record CallerWords(long turn, Sensitive<String> words, boolean isFinal)
            implements DuplexEvent {}

    /// An answer begins; exactly one [AnswerEnded] or [AnswerFailed] follows, unless the session
    /// ends before.
    record AnswerBegan(long answer) implements DuplexEvent {}

    /// More of what the agent says.
    ///
    /// @param delta never empty
    /// @param atMillis where in the answer's sound it is spoken; without word times
    ///   ([DuplexCapabilities#wordTimes()]) only how much sound came before it
    record AgentWords(long answer, Sensitive<String> delta, int atMillis) implements DuplexEvent {}

    /// The model calls a tool; complete. Answer by [Duplex.Session#outcome].
    record ToolAsked(long answer, ToolCall call) implements DuplexEvent {}

    /// The model takes a call back; an outcome is not wanted any more.
    record ToolWithdrawn(String callId) implements DuplexEvent {}

    /// All of an answer came, or all that will.
    record AnswerEnded(long answer, AnswerEnd how, DuplexUsage usage) implements DuplexEvent {}

    /// The rest of an answer will not come; the session goes on.
    record AnswerFailed(long answer, ProviderFault fault) implements DuplexEvent {}

    /// An answer that was due has not begun and will not; the session goes on.
    record AnswerMissing(ProviderFault fault) implements DuplexEvent {}

    /// Something else was wrong; the session goes on.
    record Trouble(ProviderFault fault) implements DuplexEvent {}

    /// The session is over. The last event; not told after [Duplex.Session#close()].
    record Failed(ProviderFault fault) implements DuplexEvent {}
}
