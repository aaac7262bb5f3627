package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.anyOf;
import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;
import static dev.parley.dialog.slot.Grammar.words;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A day of birth: month, day and year, not in the future and not more than 120 years back. A year
/// of two digits is the last such year that has come. Keys: month, day and year, eight digits
/// (03051982).
public record BirthDateSlot() implements SlotType {
    private static final int OLDEST = 120;
    private static final List<String> LEADS =
            List.of(
                    "my date of birth is",
                    "my birthday is",
                    "date of birth",
                    "i was born on",
                    "i was born",
                    "born on",
                    "on",
                    "yes",
                    "no");

    @Override
    public Grammar grammar() {
        var year = YearSlot.grammar(1910, 2040);
        return sequence(
                maybe("it's", "i was born on"),
                anyOf(
                        List.of(
                                sequence(DateSlot.MONTHS, maybe("the"), DateSlot.DAY_NUMBERS, year),
                                sequence(
                                        words("the"),
                                        DateSlot.DAY_NUMBERS,
                                        words("of"),
                                        DateSlot.MONTHS,
                                        year))));
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var reader = new Reader(words.plain().withoutStarts(LEADS).plain());
        reader.take("the");
        var month = DateSlot.readMonth(reader).map(Month::getValue);
        OptionalInt day;
        if (month.isPresent()) {
            reader.take("the");
            day = dayBeforeYear(reader);
        } else {
            var first = Numbers.readDayNumber(reader);
            reader.take("of");
            var named = DateSlot.readMonth(reader).map(Month::getValue);
            // Without a word for the month it comes first, as it is written in the United States.
            month = named.isPresent() ? named : first.stream().boxed().findFirst();
            day = named.isPresent() ? first : dayBeforeYear(reader);
        }
        reader.takeAny(List.of("in the year", "in"));
        var year = YearSlot.read(reader, at.today().getYear());
        if (month.isEmpty() || day.isEmpty() || year.isEmpty() || !reader.atEnd()) {
            return Optional.empty();
        }
        return past(year.getAsInt(), month.get(), day.getAsInt(), at.today());
    }

    /// "fifth", or "five" if a year is still to come.
    private static OptionalInt dayBeforeYear(Reader reader) {
        reader.take("oh");
        return Numbers.readDayNumber(reader);
    }

    private static Optional<SlotValue> past(int year, int month, int day, LocalDate today) {
        return DateSlot.date(year, month, day)
                .filter(date -> !date.isAfter(today) && date.isAfter(today.minusYears(OLDEST)))
                .map(SlotValue.Day::new);
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return YearSlot.mayGoOnAfter(words.words().getLast());
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{8}")) {
            return Optional.empty();
        }
        return past(
                Integer.parseInt(keys.substring(4)),
                Integer.parseInt(keys.substring(0, 2)),
                Integer.parseInt(keys.substring(2, 4)),
                at.today());
    }

    @Override
    public int maxKeys() {
        return 8;
    }

    /// "march fifth, nineteen eighty two".
    @Override
    public String spoken(SlotValue value) {
        var date = LocalDate.parse(value.plain().toString());
        return DateSlot.word(date.getMonth())
                + " "
                + Numbers.ordinal(date.getDayOfMonth())
                + ", "
                + Numbers.year(date.getYear());
    }
}
