package dev.parley.call.conversation;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.provider.ProviderFailure;

/// Everything that can happen to a conversation, in groups. Media times are milliseconds of the
/// caller's sound since the stream began; comparisons of sound use them, never the order of
/// arrival.
public sealed interface Input {
    /// The call was answered and sound flows. First input of every call.
    record Opened(Opening opening) implements Input {}

    /// From the Ear.
    sealed interface Ear extends Input {
        /// Speech began at `mediaMillis`. `utterance` counts from 1; the same number again after a
        /// pause, until the conversation finished or cancelled it. If speech goes on at that
        /// moment, it belongs to the next number, which begins with a `SpeechStarted` of its own.
        record SpeechStarted(long utterance, long mediaMillis) implements Ear {}

        /// The last speech of the utterance so far ended at `lastSpeechMillis`; `silenceMillis` of
        /// silence have passed since.
        record SpeechStopped(long utterance, long lastSpeechMillis, long silenceMillis)
                implements Ear {}

        record PartialWords(long utterance, Sensitive<String> words) implements Ear {}

        record FinalWords(long utterance, Sensitive<String> words) implements Ear {}

        record RecognitionFailed(long utterance, ProviderFailure failure) implements Ear {}

        /// The recognizer takes the turn for over; `certainty` from 0 to 1.
        record EndOfTurn(long utterance, double certainty) implements Ear {}

        /// The recognizer takes the turn for nearly over.
        record EagerEndOfTurn(long utterance) implements Ear {}

        /// The recognizer takes back what it said of the turn's end.
        record TurnResumed(long utterance) implements Ear {}

        /// The utterance turned out to be the agent's own voice, come back through a loudspeaker.
        /// The Ear has forgotten it; what somebody else says then is the next.
        record OwnVoice(long utterance) implements Ear {}

        record KeyPressed(char key) implements Ear {}

        /// The carrier delivers no sound.
        record MediaStalled(long mediaMillis) implements Ear {}

        record MediaResumed(long mediaMillis) implements Ear {}
    }

    /// From the Mouth. Replies and sentences carry the ids of the [Effect.Speak] that started them.
    sealed interface Mouth extends Input {
        /// The first frame of the sentence left for the carrier.
        record SentenceStarted(long reply, int sentence) implements Mouth {}

        /// The whole sentence reached the caller's ear; `certain` if the carrier said so.
        record SentencePlayed(long reply, int sentence, boolean certain) implements Mouth {}

        /// All sentences of a reply that was finished by [Effect.EndReply] were played.
        record ReplyPlayed(long reply) implements Mouth {}

        /// The reply was cut as [Effect.CutReply] asked. Of sentence `sentence` only the first
        /// `heardChars` characters (whole words) were heard; later sentences not at all. `sentence`
        /// is -1 if nothing was.
        record ReplyCut(long reply, int sentence, int heardChars, boolean certain)
                implements Mouth {}

        /// The reply goes on as [Effect.ResumeReply] asked, in sentence `sentence` after its first
        /// `fromChars` characters. `wordsAgain` of its next words were heard before the pause by
        /// the play clock, though not by the carrier's word: they may be heard twice.
        record ReplyResumed(long reply, int sentence, int fromChars, int wordsAgain)
                implements Mouth {}

        record SpeechFailed(long reply, int sentence, ProviderFailure failure) implements Mouth {}
    }

    /// A tool came back, in time or not; `result` says which.
    record ToolReturned(long toolCall, ToolResult result) implements Input {}

    /// The model's answer to [Effect.JudgeTurn]: how likely the turn is over, from 0 to 1.
    record TurnJudged(long pause, double complete) implements Input {}

    /// A language model wrote something of the generation that [Effect.StartGeneration] started, or
    /// ended it.
    record Model(long generation, ModelEvent event) implements Input {}

    /// From the leg and the server.
    sealed interface Line extends Input {
        record HungUp() implements Line {}

        record ConnectionLost() implements Line {}

        record ProtocolBroken() implements Line {}

        /// The caller wrote these words instead of saying them. With `answer` they are a turn of
        /// the caller, and interrupt; without, they are only kept. `voiced` false asks for an
        /// answer that is shown and not spoken.
        record Written(Sensitive<String> words, boolean answer, boolean voiced) implements Line {}

        /// The caller pressed the talk key: with turns ended by hand, a turn begins.
        record TurnOpened() implements Line {}

        /// The caller let go of the talk key: the turn is over.
        record TurnClosed() implements Line {}

        /// The connection broke; the caller may come back to the same call.
        record Away() implements Line {}

        /// The caller is there again.
        record Back() implements Line {}

        /// The call is held (by the caller or the carrier): what sounds now is not for the agent.
        record Held() implements Line {}

        /// The call is held no longer.
        record Resumed() implements Line {}

        /// The call was handed over as [Effect.Transfer] asked.
        record Transferred() implements Line {}

        /// It could not be handed over; the caller is still there.
        record TransferFailed(String reason) implements Line {}

        /// The server stops: finish within the drain time.
        record DrainRequested() implements Line {}

        /// The drain limit was reached: apologise and close.
        record DrainLimitReached() implements Line {}

        /// A budget that the call belongs to ("call", "day", "agent-day") is nearly spent.
        record BudgetNear(String budget) implements Line {}

        /// It is spent: end politely, as soon as nobody talks and nothing is under way.
        record BudgetSpent(String budget) implements Line {}

        /// Something in the call broke (mailbox full, dialogue threw): apologise if possible,
        /// close.
        record Broken(String what) implements Line {}
    }
}
