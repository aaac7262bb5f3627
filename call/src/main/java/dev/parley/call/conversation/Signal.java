package dev.parley.call.conversation;

import dev.parley.call.EndReason;

/// What the machines of a conversation tell each other, first-in first-out within one step. Who
/// hears what is written once, in [Conversation].
sealed interface Signal {
    /// What became of a summary; empty if nothing.
    record Summarized(long id, String text) implements Signal {}

    /// Who took or left the floor.
    enum FloorSignal implements Signal {
        CALLER_TOOK,
        CALLER_LEFT,
        AGENT_TOOK,
        AGENT_LEFT
    }

    /// What decides whether the caller interrupts.
    enum ContestSignal implements Signal {
        CALLER_SPEAKS,
        CALLER_PAUSES,
        /// The caller's turn was dropped or taken away; nothing will come of it.
        TURN_GONE,
        /// The first key of an entry.
        KEY_TYPED,
        /// The caller wants to talk, and pressed the key for it.
        TALK_KEY,
        /// The caller's words were written, or wait while a reply begins.
        TEXT_WAITS,
        /// The last protected sentence of the reply was played.
        REPLY_RELEASED
    }

    /// The caller's turn is over as far as anybody can tell.
    record TurnEnded() implements Signal {}

    /// The words of the caller's turn so far; `last` once they are final. `failed` if the
    /// recognizer failed: something was said, nobody knows what.
    record Words(String words, boolean last, boolean failed) implements Signal {}

    /// The caller pauses, and with these words may have said everything.
    record Pausing(String words) implements Signal {}

    /// The reply must stop; `fresh` if it answers a turn that was not over after all.
    record Interrupt(boolean fresh) implements Signal {}

    /// The agent falls silent until it is decided whether the caller interrupts; `seen` if the
    /// caller has spoken long enough to have the floor.
    record Hold(boolean seen) implements Signal {}

    /// The agent was stopped, and nothing was said for too long.
    record FalseStop() implements Signal {}

    /// The caller's turn was only a sign of listening.
    record Backchannel() implements Signal {}

    /// What was taken for the caller was the agent's own voice, by its sound.
    record Echoed() implements Signal {}

    /// The words of the caller's turn were the agent's own.
    record OwnVoice() implements Signal {}

    /// The turn of the caller brought no words and was too short to be speech.
    record Noise() implements Signal {}

    /// The first key of an entry.
    record TypingBegan() implements Signal {}

    /// The caller wrote words that want an answer.
    record WordsWritten() implements Signal {}

    /// The caller's connection did not come back.
    record NotBack() implements Signal {}

    /// The caller pressed a key that nobody asked for, or left a note: a sign of life.
    record CallerPresent() implements Signal {}

    /// The reply is over: played, or cut with `heard` in the caller's ear.
    record ReplyOver(Reply.Ended ended) implements Signal {}

    /// Nobody spoke for the `count`-th time.
    record Silence(int count) implements Signal {}

    /// Say `filler`, a tool or a model takes long.
    record Slow(String filler) implements Signal {}

    /// The dialogue has said its last words.
    record Finished() implements Signal {}

    /// Say goodbye and end.
    record Close(EndReason reason, String goodbye) implements Signal {}

    /// Something failed: apologise and end.
    record Broke(String what) implements Signal {}
}
