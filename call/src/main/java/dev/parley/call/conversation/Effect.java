package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.ModelRequest;
import java.util.Map;

/// Everything a conversation can ask for. Performing an effect never blocks.
public sealed interface Effect {
    /// Speak a sentence of a reply. Sentences of one reply come with numbers 0, 1, 2…; a new reply
    /// has a higher id.
    record Speak(long reply, int sentence, String text) implements Effect {}

    /// Show a sentence of a reply instead of speaking it, to a caller who reads. It is reported as
    /// played as soon as everything before it was, and never as started.
    record Write(long reply, int sentence, String text) implements Effect {}

    /// No more sentences follow in this reply; report when it was played.
    record EndReply(long reply) implements Effect {}

    /// Stop this reply now: drop what is queued, flush the carrier, report what was heard by
    /// [Input.Mouth.ReplyCut].
    record CutReply(long reply) implements Effect {}

    /// Falls silent and keeps what is left of this reply: flush the carrier and remember the place.
    record PauseReply(long reply) implements Effect {}

    /// Goes on with a reply that was paused, from the first word not wholly heard; report from
    /// where by [Input.Mouth.ReplyResumed]. Nothing if it had been played before the pause.
    record ResumeReply(long reply) implements Effect {}

    /// From now on, new utterances are recognized with this expectation, 300 ms of pre-roll
    /// included.
    record Listen(Expectation expectation) implements Effect {}

    /// The caller's turn ended: finish this utterance and report its words.
    record FinishUtterance(long utterance) implements Effect {}

    /// The utterance is of no interest any more. May follow [FinishUtterance] when its words took
    /// too long; the Ear ignores it if the utterance is over.
    record CancelUtterance(long utterance) implements Effect {}

    /// The caller pauses in open speech: have a model judge whether the turn is over, and report it
    /// by [Input.TurnJudged] with the number of this pause, soon or not at all.
    record JudgeTurn(long pause) implements Effect {}

    record StartTool(long toolCall, String name, Map<String, Object> arguments) implements Effect {
        public StartTool {
            arguments = Map.copyOf(arguments);
        }
    }

    record CancelTool(long toolCall) implements Effect {}

    /// Have a language model write, and report all of it by [Input.Model]. A negative number is of
    /// what was foreseen, before the caller's turn was over; one beyond a billion of a summary that
    /// nobody waits for.
    record StartGeneration(long generation, ModelRequest request) implements Effect {}

    /// Nothing more is wanted of this generation.
    record CancelGeneration(long generation) implements Effect {}

    /// Hand the call over; the answer is [Input.Line.Transferred] or [Input.Line.TransferFailed].
    record Transfer(String to) implements Effect {}

    /// End the connection and the call. Always the last effect of a conversation.
    record HangUp(EndReason reason) implements Effect {}

    /// Something for whoever watches the call: only what the conversation alone knows. Nothing
    /// depends on it.
    sealed interface Show extends Effect {
        /// The caller has the floor, or takes it by interrupting; comes before the cut.
        record CallerBegan() implements Show {}

        /// The caller's turn is over, for good or until [CallerBegan] says that it goes on.
        record CallerEnded() implements Show {}

        /// What is understood so far of the caller's turn.
        record Hinted(Sensitive<String> words) implements Show {}

        /// These words under the agent's voice were only a sign of listening.
        record Backchannel(Sensitive<String> words) implements Show {}

        /// What was written under the first number, in answer to a question that was foreseen, is
        /// the answer to the generation of the second.
        record Foreseen(long source, long generation) implements Show {}

        /// The first frame of the sentence left. Sentences of a reply begin in order; one that is
        /// only written never does.
        record SentenceBegan(long reply, int sentence) implements Show {}

        /// The whole sentence was heard.
        record SentenceHeard(long reply, int sentence) implements Show {}

        /// The whole reply was heard.
        record ReplyHeard(long reply) implements Show {}

        /// The reply was cut; as recorded, of `sentence` the first `heardChars` characters were
        /// heard, of those before it everything, of those behind it nothing. `sentence` is -1 if
        /// nothing was heard.
        record ReplyCut(long reply, int sentence, int heardChars) implements Show {}
    }

    /// Something for the record of the call.
    sealed interface Fact extends Effect {
        /// The agent said `said` in turn number `turn`; `heard` is the prefix that reached the
        /// caller, estimated or certain.
        record AgentTurn(
                int turn,
                Sensitive<String> said,
                Sensitive<String> heard,
                boolean certain,
                boolean cut)
                implements Fact {}

        /// The caller said `words` in turn number `turn`, or typed them.
        record CallerTurn(int turn, Sensitive<String> words, boolean typed, TurnTimes times)
                implements Fact {}

        /// A note of the dialogue or of a machine. Personal data only if `sensitive`.
        record Noted(String name, Map<String, Object> values, boolean sensitive) implements Fact {
            /// Nothing came of several turns in a row, so the call ends.
            public static final String NO_PROGRESS = "no-progress";

            /// The first turn sounds like an answering machine, a menu or another agent.
            public static final String MACHINE = "answered-by-machine";

            /// The agent went on after a false stop, or said again what was cut. `again`: words
            /// that may have been heard before and are heard again.
            public static final String WENT_ON = "went-on";

            /// The call went from one agent of a team to another.
            public static final String HANDED_OVER = "handed-over";

            /// Written words were refused because too many wait for their answer.
            public static final String WRITTEN_REFUSED = "written-refused";

            public Noted {
                values = Map.copyOf(values);
            }
        }
    }
}
