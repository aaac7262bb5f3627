package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.anyOf;
import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;
import static dev.parley.dialog.slot.Grammar.words;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A day in the future or today. Keys: month and day, four digits (1124).
///
/// A weekday alone is the next one after today; "this" may be today; "next" is the one of the next
/// week (weeks begin on monday). A day without a month is the next such day; a month and day lie
/// within twelve months. A date that does not exist, or whose weekday is another, is no answer.
public record DateSlot() implements SlotType {
    static final List<String> SOONEST =
            List.of(
                    "as soon as possible",
                    "the first free day",
                    "the next free day",
                    "the earliest day",
                    "the first day",
                    "the soonest");
    private static final Set<String> ABOUT_DAYS =
            Stream.concat(Arrays.stream(DayOfWeek.values()), Arrays.stream(Month.values()))
                    .map(DateSlot::word)
                    .collect(Collectors.toUnmodifiableSet());
    private static final List<String> LEADS =
            List.of("on", "for", "by", "the day is", "yes", "no", "not");
    static final Grammar WEEKDAYS =
            anyOf(Arrays.stream(DayOfWeek.values()).map(DateSlot::word).toArray(String[]::new));
    static final Grammar MONTHS =
            anyOf(Arrays.stream(Month.values()).map(DateSlot::word).toArray(String[]::new));
    static final Grammar DAY_NUMBERS =
            anyOf(IntStream.rangeClosed(1, 31).mapToObj(Numbers::ordinal).toArray(String[]::new));

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Grammar grammar() {
        return sequence(
                maybe("on", "how about", "what about", "how about on", "i would like", "for"),
                days(),
                maybe("please", "would be good", "would be great", "is fine"));
    }

    private static Grammar days() {
        return anyOf(
                List.of(
                        anyOf("today", "tomorrow", "the day after tomorrow"),
                        sequence(maybe("next", "this"), WEEKDAYS),
                        sequence(WEEKDAYS, words("the"), DAY_NUMBERS),
                        sequence(WEEKDAYS, MONTHS, DAY_NUMBERS),
                        sequence(MONTHS, maybe("the"), DAY_NUMBERS),
                        sequence(words("the"), DAY_NUMBERS, maybe(sequence(words("of"), MONTHS))),
                        anyOf(SOONEST.toArray(String[]::new))));
    }

    @Override
    public Grammar bare() {
        return days();
    }

    @Override
    public String joint() {
        return "on";
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var reader = new Reader(words.plain().withoutStarts(LEADS).plain());
        var date = readDay(reader, at.today());
        return reader.atEnd() ? date.map(SlotValue.Day::new) : Optional.empty();
    }

    private static Optional<LocalDate> readDay(Reader reader, LocalDate today) {
        if (reader.takeAny(SOONEST) || reader.take("today")) {
            return Optional.of(today);
        }
        if (reader.takeAny(List.of("the day after tomorrow", "day after tomorrow"))) {
            return Optional.of(today.plusDays(2));
        }
        if (reader.take("tomorrow")) {
            return Optional.of(today.plusDays(1));
        }
        if (reader.take("in")) {
            return readDistance(reader, today);
        }
        var next = reader.takeAny(List.of("next week on", "next week", "next"));
        var here = !next && reader.take("this");
        reader.take("the");
        var weekday = readWeekday(reader);
        var rest = reader.mark();
        var date = readDayAndMonth(reader, today, weekday);
        if (date.isPresent() || weekday.isEmpty() || reader.mark() != rest) {
            return date.filter(day -> weekday.isEmpty() || day.getDayOfWeek() == weekday.get());
        }
        if (reader.takeAny(List.of("next week", "of next week"))) {
            next = true;
        } else if (reader.takeAny(List.of("this week", "of this week"))) {
            here = true;
        }
        return Optional.of(comingDay(today, weekday.get(), next, here));
    }

    private static LocalDate comingDay(
            LocalDate today, DayOfWeek weekday, boolean next, boolean here) {
        if (next) {
            return today.with(DayOfWeek.MONDAY).plusWeeks(1).with(weekday);
        }
        var ahead = Math.floorMod(weekday.getValue() - today.getDayOfWeek().getValue(), 7);
        return today.plusDays(ahead == 0 && !here ? 7 : ahead);
    }

    private static Optional<LocalDate> readDistance(Reader reader, LocalDate today) {
        int count = reader.take("a") ? 1 : Numbers.readCardinal(reader).orElse(0);
        if (count == 0) {
            return Optional.empty();
        }
        if (reader.take("days") || reader.take("day")) {
            return Optional.of(today.plusDays(count));
        }
        if (reader.take("weeks") || reader.take("week")) {
            return Optional.of(today.plusWeeks(count));
        }
        return Optional.empty();
    }

    private static Optional<DayOfWeek> readWeekday(Reader reader) {
        for (var day : DayOfWeek.values()) {
            if (reader.take(word(day))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    static Optional<Month> readMonth(Reader reader) {
        for (var month : Month.values()) {
            if (reader.take(word(month))) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> readDayAndMonth(
            Reader reader, LocalDate today, Optional<DayOfWeek> weekday) {
        reader.takeAny(List.of("on the", "the"));
        var month = readMonth(reader);
        if (month.isPresent()) {
            reader.take("the");
        }
        var day = Numbers.readDayNumber(reader);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        boolean ordinal = Numbers.isOrdinal(reader.previous());
        if (month.isEmpty() && ordinal) {
            reader.takeAny(List.of("of", "in"));
            month = readMonth(reader);
        }
        if (month.isPresent()) {
            readYear(reader, today);
            return inMonth(today, month.get(), day.getAsInt());
        }
        // "thirty" alone is rather a minute than a day.
        return ordinal ? nextSuchDay(today, day.getAsInt(), weekday) : Optional.empty();
    }

    /// A year said after the month changes nothing: all dates lie within twelve months.
    private static void readYear(Reader reader, LocalDate today) {
        reader.takeAny(
                List.of(
                        "this year",
                        "next year",
                        Numbers.year(today.getYear()),
                        Numbers.year(today.getYear() + 1)));
    }

    private static Optional<LocalDate> inMonth(LocalDate today, Month month, int day) {
        int year = month.getValue() < today.getMonthValue() ? today.getYear() + 1 : today.getYear();
        if (month == today.getMonth() && day < today.getDayOfMonth()) {
            year++;
        }
        return date(year, month.getValue(), day);
    }

    private static Optional<LocalDate> nextSuchDay(
            LocalDate today, int day, Optional<DayOfWeek> weekday) {
        for (int ahead = 0; ahead < 12; ahead++) {
            var month = today.withDayOfMonth(1).plusMonths(ahead);
            var date = date(month.getYear(), month.getMonthValue(), day);
            if (date.isPresent()
                    && !date.get().isBefore(today)
                    && (weekday.isEmpty() || date.get().getDayOfWeek() == weekday.get())) {
                return date;
            }
        }
        return Optional.empty();
    }

    static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        var said = words.words();
        var last = said.getLast();
        return last.equals("twenty")
                || last.equals("thirty")
                || (Numbers.isOrdinal(last) && said.stream().noneMatch(DateSlot::names));
    }

    /// The month or the weekday: a day alone may still get one.
    private static boolean names(String word) {
        return ABOUT_DAYS.contains(word);
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{4}")) {
            return Optional.empty();
        }
        int month = Integer.parseInt(keys.substring(0, 2));
        int day = Integer.parseInt(keys.substring(2));
        if (month < 1 || month > 12) {
            return Optional.empty();
        }
        return inMonth(at.today(), Month.of(month), day).map(SlotValue.Day::new);
    }

    @Override
    public int maxKeys() {
        return 4;
    }

    @Override
    public String spoken(SlotValue value) {
        return Spoken.date(LocalDate.parse(value.plain().toString()));
    }
}
