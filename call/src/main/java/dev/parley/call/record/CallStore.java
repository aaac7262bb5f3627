package dev.parley.call.record;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.Effect;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Step;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps the records of calls. Implemented by the store; [#NONE] keeps nothing. Never blocks and
/// never throws: entries go into a bounded queue with one writer, in order, and are durable within
/// a second.
public interface CallStore {
    CallStore NONE = _ -> {};

    /// Appends one entry.
    void append(Entry entry);

    /// What is kept.
    sealed interface Entry {
        /// Empty if it is of no call.
        String callId();

        /// @param tenant who runs the agent; "default" until there are many
        /// @param settingsHash SHA-256 of the effective settings, hex
        record Opened(
                String callId,
                Instant at,
                String tenant,
                String agent,
                String agentVersion,
                String settingsHash,
                String language,
                String transport,
                String carrierCallId,
                Sensitive<String> from,
                String to)
                implements Entry {}

        /// What the conversation of the call is made of, by hash: its settings and its agent's
        /// definition, each appended before as a [Defined]. A hash is empty where there is none.
        record Begun(String callId, Instant at, String conversation, String definition)
                implements Entry {}

        /// One step of the call's conversation.
        record Stepped(String callId, Step step) implements Entry {}

        /// A text that many calls have in common; of no call.
        record Defined(Instant at, Content content) implements Entry {
            @Override
            public String callId() {
                return "";
            }
        }

        record Facts(String callId, Instant at, Effect.Fact fact) implements Entry {}

        /// The call turned out to be about this person, as its agent names people ("customer:12");
        /// the last one counts.
        record Concerns(String callId, Instant at, String subject) implements Entry {}

        record ToolCalled(
                String callId,
                Instant at,
                long toolCall,
                String name,
                Sensitive<String> argumentsJson,
                boolean succeeded,
                String error,
                Sensitive<String> resultJson,
                long tookMillis)
                implements Entry {}

        /// Latency of the answer to the caller's turn number `turn`, in milliseconds, by part.
        record Replied(String callId, Instant at, int turn, ReplyLatency latency)
                implements Entry {}

        /// What sounded between a turn of the caller and its answer.
        record TurnSounded(String callId, Instant at, TurnSound sound) implements Entry {}

        /// What sounded in the whole call.
        record Sounded(String callId, Instant at, CallSound sound) implements Entry {}

        /// What was used of a provider in the caller's turn number `turn` and its answer (0: before
        /// the first), summed up.
        ///
        /// @param cost null if there is no price
        record Used(String callId, Instant at, int turn, Use use, @Nullable Money cost)
                implements Entry {}

        record Closed(
                String callId, Instant at, EndReason reason, String outcome, String recordingFile)
                implements Entry {}
    }

    /// From the caller's last sound to the agent's first sample on the wire, by part, milliseconds.
    record ReplyLatency(
            long endpointing,
            long recognition,
            long dialog,
            long synthesis,
            long playout,
            long total) {}
}
