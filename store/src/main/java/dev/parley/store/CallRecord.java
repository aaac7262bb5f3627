package dev.parley.store;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call as it stands in the database.
///
/// @param turns in the order in which they became known
/// @param toolCalls in the order in which they came back
/// @param sound what sounded in the whole call; null while it goes on, and where nothing was
///   measured
/// @param uses of providers, by turn
public record CallRecord(
        Header header,
        List<Turn> turns,
        List<ToolCall> toolCalls,
        List<Event> events,
        @Nullable CallSound sound,
        List<Used> uses) {
    public CallRecord {
        turns = List.copyOf(turns);
        toolCalls = List.copyOf(toolCalls);
        events = List.copyOf(events);
        uses = List.copyOf(uses);
    }

    /// Of which nobody knows what was used.
    public CallRecord(
            Header header,
            List<Turn> turns,
            List<ToolCall> toolCalls,
            List<Event> events,
            @Nullable CallSound sound) {
        this(header, turns, toolCalls, events, sound, List.of());
    }

    /// Who spoke.
    public enum Who {
        AGENT,
        CALLER
    }

    /// The call as a whole. What is not known yet is null.
    ///
    /// @param caller the caller's number, empty if withheld
    /// @param outcome a plain name such as "booked"
    /// @param recording file of the recording, as `dev.parley.call.media.Recordings` opens it
    /// @param subject the person the call is about ("customer:12"), or else the caller's number
    /// @param heldAt since when neither age nor a request removes anything of the call
    /// @param soundRemovedAt when the recording was removed
    /// @param textRemovedAt when the words were removed: turns, arguments and results are empty
    public record Header(
            String id,
            String tenant,
            String agent,
            String agentVersion,
            String settingsHash,
            String language,
            String transport,
            String carrierCallId,
            Sensitive<String> caller,
            String called,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable EndReason endReason,
            @Nullable String outcome,
            @Nullable String recording,
            @Nullable Sensitive<String> subject,
            @Nullable Instant heldAt,
            @Nullable Instant soundRemovedAt,
            @Nullable Instant textRemovedAt) {}

    /// What one side said at a time.
    ///
    /// @param said all of it
    /// @param heard the part that reached the other's ear
    /// @param certain whether the carrier confirmed what was heard
    /// @param cut whether it was interrupted
    /// @param times of a caller's turn; null for the agent's
    /// @param latency of the answer to a caller's turn; null for the agent's turns and where
    ///   nothing was measured
    /// @param sound what sounded between a caller's turn and its answer; null as the latency
    public record Turn(
            int number,
            Who who,
            Instant at,
            Sensitive<String> said,
            Sensitive<String> heard,
            boolean certain,
            boolean cut,
            boolean typed,
            @Nullable TurnTimes times,
            @Nullable ReplyLatency latency,
            @Nullable TurnSound sound) {}

    /// A tool that was called.
    ///
    /// @param error empty if it succeeded
    public record ToolCall(
            long number,
            String name,
            Instant at,
            Sensitive<String> argumentsJson,
            boolean succeeded,
            String error,
            Sensitive<String> resultJson,
            long tookMillis) {}

    /// What was used of a provider in a turn of the caller and its answer; turn 0 is before the
    /// first.
    ///
    /// @param cost null if there was no price
    public record Used(int turn, Use use, @Nullable Money cost) {}

    /// A note of the dialogue or the call.
    ///
    /// @param isSensitive whether the values hold personal data
    public record Event(
            String name, Instant at, Sensitive<String> valuesJson, boolean isSensitive) {}
}
