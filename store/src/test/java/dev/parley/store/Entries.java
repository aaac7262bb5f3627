package dev.parley.store;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries of a small call.
final class Entries {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

    private Entries() {}

    static Entry opened(String call) {
        return opened(call, "+4930123456");
    }

    static Entry opened(String call, String from) {
        return new Entry.Opened(
                call,
                NOON,
                "default",
                "garage",
                "3",
                "ab12",
                "en-US",
                "twilio",
                "CA-" + call,
                Sensitive.of(from),
                "+4930987654");
    }

    static Entry note(String call, int number) {
        return note(call, "step", Map.of("number", number));
    }

    static Entry note(String call, String name, Map<String, Object> values) {
        return new Entry.Facts(call, NOON.plusSeconds(3), new Fact.Noted(name, values, false));
    }

    static Entry agentTurn(String call, int turn, String said, String heard) {
        return new Entry.Facts(
                call,
                NOON.plusSeconds(1),
                new Fact.AgentTurn(
                        turn, Sensitive.of(said), Sensitive.of(heard), true, !said.equals(heard)));
    }

    static Entry callerTurn(String call, int turn, String words, TurnTimes times) {
        return new Entry.Facts(
                call,
                NOON.plusSeconds(2),
                new Fact.CallerTurn(turn, Sensitive.of(words), false, times));
    }

    static Entry toolCalled(String call, String argumentsJson) {
        return new Entry.ToolCalled(
                call,
                NOON.plusSeconds(4),
                7,
                "book",
                Sensitive.of(argumentsJson),
                false,
                "slot-taken",
                Sensitive.of("{}"),
                12);
    }

    static Entry replied(String call, int turn) {
        return new Entry.Replied(
                call, NOON.plusSeconds(2), turn, new ReplyLatency(300, 40, 2, 60, 1, 403));
    }

    static TurnSound turnSound(int turn) {
        return new TurnSound(turn, TurnSound.Kind.ANSWERED, 1885, 2420, 0, 95);
    }

    static CallSound callSound() {
        return new CallSound(9000, 1200, 4300, 150, 0, 0, 3000);
    }

    static Entry turnSounded(String call, int turn) {
        return new Entry.TurnSounded(call, NOON.plusSeconds(4), turnSound(turn));
    }

    static Entry closed(String call) {
        return new Entry.Closed(
                call, NOON.plusSeconds(9), EndReason.COMPLETED, "booked", "recordings/a.wav");
    }

    /// @param dollars null without a price
    static Entry used(String call, int turn, Use.Unit unit, long amount, @Nullable String dollars) {
        return new Entry.Used(
                call,
                NOON.plusSeconds(5),
                turn,
                new Use("vendor", "big-1", unit, amount, false),
                dollars == null ? null : Money.of(dollars));
    }

    static List<Entry> wholeCall(String call) {
        return List.of(
                opened(call),
                agentTurn(call, 1, "Hello, what can I do for you?", "Hello, what can"),
                callerTurn(call, 1, "an oil change", new TurnTimes(900, 1900, 2200, 2240, -1)),
                note(call, "slot", Map.of("service", "oil", "tries", 1, "sure", true)),
                toolCalled(call, "{\"day\":\"2026-11-23\"}"),
                replied(call, 1),
                turnSounded(call, 1),
                agentTurn(call, 2, "That time is taken.", "That time is taken."),
                new Entry.Sounded(call, NOON.plusSeconds(9), callSound()),
                used(call, 0, Use.Unit.SPOKEN_CHARACTERS, 29, "0.00000000029"),
                used(call, 1, Use.Unit.HEARD_MILLIS, 1000, "0.000128333333"),
                used(call, 1, Use.Unit.UNCOUNTED_ANSWERS, 1, null),
                closed(call));
    }
}
