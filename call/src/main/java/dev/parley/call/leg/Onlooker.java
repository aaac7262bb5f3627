package dev.parley.call.leg;

import dev.parley.call.EndReason;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.compliance.Sensitive;
import java.util.Map;

/// Shows a call while it happens, for legs whose peer can see as well as hear (a browser). What is
/// shown is what the conversation knows; nothing depends on anybody looking.
///
/// Threads: [Sight.Progress] comes on the pacing wheel, everything else on the call's thread;
/// sights of one reply come in order. `saw` never blocks or throws.
public interface Onlooker {
    Onlooker NONE = _ -> {};

    void saw(Sight sight);

    /// What can be seen.
    sealed interface Sight {
        /// The call was answered.
        record Opened(String callId, String agent) implements Sight {}

        /// The caller took the floor: began to speak or type while the agent was silent, or was
        /// found to interrupt. Not for coughs and backchannels under the agent's voice.
        record CallerBegan() implements Sight {}

        /// The caller's turn is over, whatever becomes of it.
        record CallerEnded() implements Sight {}

        /// What is understood so far of the turn; may be withdrawn by the next.
        record CallerHinted(Sensitive<String> words) implements Sight {}

        /// The caller's turn as it entered the record: spoken words, or keys and text (`typed`).
        record CallerSaid(int turn, Sensitive<String> words, boolean typed) implements Sight {}

        /// The caller's words were only a sign of listening.
        record Backchannel(Sensitive<String> words) implements Sight {}

        /// A sentence of a reply is going to be spoken; the first one begins the reply.
        record SentencePlanned(long reply, int sentence, Sensitive<String> text) implements Sight {}

        /// No more sentences follow in this reply.
        record ReplyComplete(long reply) implements Sight {}

        /// The first frame of the sentence left. A sentence that is heard without having begun is
        /// only shown, not spoken.
        record SentenceBegan(long reply, int sentence) implements Sight {}

        /// Of this sentence the first `heardChars` characters, whole words, have been heard.
        record Progress(long reply, int sentence, int heardChars) implements Sight {}

        /// The whole sentence was heard.
        record SentenceHeard(long reply, int sentence) implements Sight {}

        /// The whole reply was heard.
        record ReplyHeard(long reply) implements Sight {}

        /// The reply was cut; of `sentence` the first `heardChars` characters were heard, of later
        /// ones nothing. `sentence` is -1 if nothing was heard at all.
        record ReplyCut(long reply, int sentence, int heardChars) implements Sight {}

        record ToolStarted(long toolCall, String name, Sensitive<Map<String, Object>> arguments)
                implements Sight {}

        /// `error` is empty on success.
        record ToolEnded(
                long toolCall,
                String name,
                String error,
                Sensitive<Map<String, Object>> result,
                boolean cancelled)
                implements Sight {}

        /// How long the answer to this turn took, by part.
        record Measured(int turn, ReplyLatency latency) implements Sight {}

        /// A note of the dialogue without personal data ("outcome", a step).
        record Noted(String name, Map<String, Object> values) implements Sight {
            public Noted {
                values = Map.copyOf(values);
            }
        }

        /// The conversation is over; the leg is hung up next. `outcome` is a plain name, may be
        /// empty.
        record Ended(EndReason reason, String outcome) implements Sight {}
    }
}
