package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.anyOf;
import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;
import static dev.parley.dialog.slot.Grammar.words;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A time of day. Keys: hour and minute, three or four digits (930, 1400).
///
/// An hour without "am", "pm" or part of the day is the one that lies between `earliest` and
/// `latest`; if both or none do, seven to eleven are in the morning, the rest in the afternoon.
///
/// @param earliest usual first time of an answer; others are understood too
/// @param latest usual last time of an answer
/// @param grid minutes between the times a caller is likely to say, a divisor of 60
public record TimeSlot(LocalTime earliest, LocalTime latest, int grid) implements SlotType {
    private static final Grammar HOURS = anyOf(hourWords());
    private static final List<String> LEADS = List.of("at", "around", "about", "yes", "no", "not");

    private enum Half {
        MORNING,
        AFTERNOON,
        UNSAID
    }

    public TimeSlot {
        if (grid < 5 || 60 % grid != 0) {
            throw new IllegalArgumentException(
                    "expected a grid of 5, 10, 15, 20, 30 or 60 minutes, got " + grid);
        }
        if (!earliest.isBefore(latest)) {
            throw new IllegalArgumentException(
                    "expected earliest before latest, got " + earliest + " and " + latest);
        }
    }

    private static String[] hourWords() {
        return IntStream.rangeClosed(1, 12).mapToObj(Numbers::cardinal).toArray(String[]::new);
    }

    @Override
    public Grammar grammar() {
        return sequence(
                maybe("at", "how about", "how about at", "i would like", "let's say", "around"),
                times(),
                maybe("please", "would be good", "would be great", "is fine"));
    }

    private Grammar times() {
        var minutes = new ArrayList<String>();
        for (int minute = grid; minute < 60; minute += grid) {
            minutes.add(minute < 10 ? "oh " + Numbers.cardinal(minute) : Numbers.cardinal(minute));
        }
        var half = maybe("am", "pm", "in the morning", "in the afternoon", "in the evening");
        var afterHour = new ArrayList<Grammar>();
        afterHour.add(new Grammar.Sequence(List.of()));
        afterHour.add(words("o'clock"));
        minutes.forEach(minute -> afterHour.add(words(minute)));
        return anyOf(
                List.of(
                        sequence(HOURS, new Grammar.Choice(afterHour), half),
                        sequence(anyOf("half past", "quarter past", "quarter to"), HOURS, half),
                        words("noon")));
    }

    @Override
    public Grammar bare() {
        return times();
    }

    @Override
    public String joint() {
        return "at";
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var reader = new Reader(words.plain().withoutStarts(LEADS).plain());
        if (reader.takeAny(List.of("noon", "midday", "twelve noon"))) {
            return ended(reader, LocalTime.NOON);
        }
        if (reader.take("midnight")) {
            return ended(reader, LocalTime.MIDNIGHT);
        }
        int minutes = readClock(reader);
        if (minutes < 0) {
            return Optional.empty();
        }
        var half = readHalf(reader);
        return reader.atEnd() ? inDay(minutes, half) : Optional.empty();
    }

    private static Optional<SlotValue> ended(Reader reader, LocalTime time) {
        return reader.atEnd() ? Optional.of(new SlotValue.Clock(time)) : Optional.empty();
    }

    /// Minutes since midnight as said, or -1.
    private static int readClock(Reader reader) {
        reader.take("a");
        if (reader.take("half past") || reader.take("half after")) {
            return atHour(reader, 30);
        }
        if (reader.takeAny(List.of("quarter past", "quarter after"))) {
            return atHour(reader, 15);
        }
        if (reader.takeAny(List.of("quarter to", "quarter of", "quarter before"))) {
            return atHour(reader, -15);
        }
        var first = Numbers.readCardinal(reader);
        if (first.isEmpty()) {
            return -1;
        }
        reader.takeAny(List.of("minutes", "minute"));
        if (reader.takeAny(List.of("past", "after")) && first.getAsInt() < 60) {
            return atHour(reader, first.getAsInt());
        }
        if (reader.takeAny(List.of("to", "before")) && first.getAsInt() < 60) {
            return atHour(reader, -first.getAsInt());
        }
        return afterHour(reader, first.getAsInt());
    }

    private static int atHour(Reader reader, int minutes) {
        int hour = Numbers.readCardinal(reader).orElse(0);
        reader.take("o'clock");
        return hour >= 1 && hour <= 12 ? Math.floorMod(hour * 60 + minutes, 1440) : -1;
    }

    private static int afterHour(Reader reader, int hour) {
        if (hour > 23) {
            return -1;
        }
        if (reader.take("o'clock") || reader.take("hundred")) {
            return hour == 0 ? -1 : hour * 60;
        }
        boolean leadingZero = reader.take("oh") || reader.take("zero");
        var minute = Numbers.readCardinal(reader);
        if (minute.isEmpty()) {
            return leadingZero || hour == 0 || hour > 12 ? -1 : hour * 60;
        }
        int value = minute.getAsInt();
        boolean possible = leadingZero ? value < 10 : value >= 10 && value < 60;
        return possible ? hour * 60 + value : -1;
    }

    private static Half readHalf(Reader reader) {
        if (reader.takeAny(List.of("am", "in the morning", "of the morning"))) {
            return Half.MORNING;
        }
        boolean late =
                reader.takeAny(
                        List.of(
                                "pm",
                                "in the afternoon",
                                "of the afternoon",
                                "in the evening",
                                "at night"));
        return late ? Half.AFTERNOON : Half.UNSAID;
    }

    private Optional<SlotValue> inDay(int minutes, Half half) {
        int hour = minutes / 60;
        int minute = minutes % 60;
        if (hour > 12 || hour == 0) {
            boolean contradicts = half == Half.MORNING && hour > 12;
            return contradicts ? Optional.empty() : clock(hour, minute);
        }
        int early = hour % 12;
        return switch (half) {
            case MORNING -> clock(early, minute);
            case AFTERNOON -> clock(early + 12, minute);
            case UNSAID -> clock(likelyHour(early, minute), minute);
        };
    }

    private int likelyHour(int early, int minute) {
        boolean morningFits = fits(LocalTime.of(early, minute));
        boolean afternoonFits = fits(LocalTime.of(early + 12, minute));
        if (morningFits != afternoonFits) {
            return morningFits ? early : early + 12;
        }
        return early >= 7 ? early : early + 12;
    }

    private boolean fits(LocalTime time) {
        return !time.isBefore(earliest) && !time.isAfter(latest);
    }

    private static Optional<SlotValue> clock(int hour, int minute) {
        return Optional.of(new SlotValue.Clock(LocalTime.of(hour, minute)));
    }

    /// A bare hour may get its minutes.
    @Override
    public boolean mayGoOn(Utterance words) {
        var reader = new Reader(words.plain().withoutStarts(LEADS).plain());
        return Numbers.readCardinal(reader).isPresent() && reader.atEnd();
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{3,4}")) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(keys.substring(0, keys.length() - 2));
        int minute = Integer.parseInt(keys.substring(keys.length() - 2));
        if (hour > 23 || minute > 59) {
            return Optional.empty();
        }
        return keys.startsWith("0") && hour > 0
                ? clock(hour, minute)
                : inDay(hour * 60 + minute, Half.UNSAID);
    }

    @Override
    public int maxKeys() {
        return 4;
    }

    @Override
    public String spoken(SlotValue value) {
        return Spoken.time(LocalTime.parse(value.plain().toString()));
    }
}
