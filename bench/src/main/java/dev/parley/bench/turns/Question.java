package dev.parley.bench.turns;

import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.flow.SlotListening;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.YesNoSlot;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What the agent asked before a turn: a slot of a flow, or an open question.
enum Question {
    YES_NO(SlotListening.to("yes-no", new YesNoSlot())),
    PHONE(SlotListening.to("phone", new DigitsSlot(10, 10))),
    SPELLED(SlotListening.to("spelled", new SpelledSlot(2, 20, false))),
    DATE(SlotListening.to("date", new DateSlot())),
    OPEN(null);

    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);

    private final @Nullable SlotListening listening;

    Question(@Nullable SlotListening listening) {
        this.listening = listening;
    }

    Expectation expectation() {
        return listening == null ? Expectation.OPEN : listening.expectation(AT);
    }

    Completeness completeness(String words) {
        return listening == null ? Completeness.OPEN : listening.completeness(words, AT);
    }

    int toCome(String words) {
        return listening == null ? 0 : listening.toCome(words);
    }

    /// Whether these words answer it.
    boolean isAnsweredBy(String words) {
        return listening == null ? !words.isBlank() : listening.read(words, AT).isPresent();
    }
}
