package dev.parley.dialog.slot;

import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The grammars of what [Spoken] says, for whoever listens to the agent.
public final class SpokenGrammar {
    private static final int MOST_DOLLARS = 2000;

    private SpokenGrammar() {}

    /// Fixed text as words; empty if there are none in it.
    public static Optional<Grammar> text(String text) {
        var words = Spoken.heard(text);
        return words.isEmpty() ? Optional.empty() : Optional.of(Grammar.words(words));
    }

    /// One of these texts.
    public static Grammar oneOf(List<String> texts) {
        return Grammar.anyOf(texts.stream().map(Spoken::heard).map(Grammar::words).toList());
    }

    public static Grammar date() {
        return Grammar.sequence(DateSlot.WEEKDAYS, DateSlot.MONTHS, DateSlot.DAY_NUMBERS);
    }

    /// Times on a grid of five minutes from five in the morning to the evening.
    public static Grammar time() {
        var spoken = new LinkedHashSet<String>();
        for (int minute = 5 * 60; minute < 24 * 60; minute += 5) {
            spoken.add(Spoken.time(LocalTime.of(minute / 60, minute % 60)));
        }
        return oneOf(List.copyOf(spoken));
    }

    /// "a", "a or b", "a b or c".
    public static Grammar either(Grammar item) {
        var more = Grammar.sequence(Grammar.maybe(item), Grammar.words("or"), item);
        return Grammar.sequence(item, Grammar.maybe(more));
    }

    public static Grammar number() {
        return Grammar.anyOf(
                IntStream.range(0, 100).mapToObj(Numbers::cardinal).map(Grammar::words).toList());
    }

    /// Whole dollars: all up to a hundred, then in fives.
    public static Grammar dollars() {
        return Grammar.anyOf(
                IntStream.rangeClosed(0, MOST_DOLLARS)
                        .filter(amount -> amount <= 100 || amount % 5 == 0)
                        .mapToObj(Spoken::dollars)
                        .map(Grammar::words)
                        .toList());
    }

    public static Grammar digits(int count) {
        return new DigitsSlot(count, count).grammar();
    }
}
