package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// A year between `earliest` and next year, a vehicle's for example: "twenty nineteen", "two
/// thousand five", "nineteen". Keys: four digits, or the last two.
///
/// @param earliest first year that is an answer, not more than ninety years back, so that two
///   digits mean one year only
public record YearSlot(int earliest) implements SlotType {
    private static final List<String> LEADS =
            List.of("the year is", "the year", "year", "from", "in", "a", "the", "yes", "no");

    /// As far as phrases for a recognizer go beyond the earliest year.
    private static final int SPAN = 98;

    public YearSlot {
        if (earliest < 1930 || earliest > 2100) {
            throw new IllegalArgumentException(
                    "expected an earliest year from 1930 to 2100, got " + earliest);
        }
    }

    @Override
    public Grammar grammar() {
        return sequence(maybe("it's a", "it's from", "a"), bare());
    }

    @Override
    public Grammar bare() {
        return grammar(earliest, Math.min(earliest + SPAN, 2049));
    }

    /// Years as people say them.
    static Grammar grammar(int from, int to) {
        Set<String> phrases = new LinkedHashSet<>();
        IntStream.rangeClosed(from, to)
                .forEach(year -> {
                    phrases.add(Numbers.year(year));
                    phrases.addAll(otherWays(year));
                });
        return Grammar.anyOf(phrases.stream().map(Grammar::words).toList());
    }

    private static Set<String> otherWays(int year) {
        Set<String> ways = new LinkedHashSet<>();
        int low = year % 100;
        if (year >= 2000 && low > 0) {
            ways.add("two thousand " + Numbers.cardinal(low));
        }
        if (year > 2000 && low < 10) {
            ways.add("two thousand and " + Numbers.cardinal(low));
            ways.add("twenty oh " + Numbers.cardinal(low));
        }
        if (low >= 10) {
            ways.add(Numbers.cardinal(low));
        } else if (low > 0) {
            ways.add("oh " + Numbers.cardinal(low));
        }
        return ways;
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var reader = new Reader(words.plain().withoutStarts(LEADS).plain());
        var year = read(reader, at.today().getYear() + 1);
        return reader.atEnd() && year.isPresent() ? value(year.getAsInt(), at) : Optional.empty();
    }

    private Optional<SlotValue> value(int year, AskedAt at) {
        boolean fits = year >= earliest && year <= at.today().getYear() + 1;
        return fits ? Optional.of(new SlotValue.Year(year)) : Optional.empty();
    }

    /// The year that comes next, of two digits the last one up to `latest`; none if there is none.
    /// May leave the reader anywhere then.
    static OptionalInt read(Reader reader, int latest) {
        int start = reader.mark();
        var figures = fourDigits(reader);
        if (figures.isPresent()) {
            return figures;
        }
        reader.back(start);
        if (reader.take("two thousand")) {
            reader.take("and");
            reader.take("oh");
            int low = Numbers.readCardinal(reader).orElse(0);
            return OptionalInt.of(2000 + low);
        }
        int apart = reader.mark();
        for (int century : new int[] {19, 20}) {
            if (reader.take(Numbers.cardinal(century))) {
                if (reader.take("hundred")) {
                    return OptionalInt.of(century * 100);
                }
                var low = low(reader);
                if (low.isPresent()) {
                    return OptionalInt.of(century * 100 + low.getAsInt());
                }
                reader.back(apart);
            }
        }
        var low = low(reader);
        return low.isPresent()
                ? OptionalInt.of(latest - Math.floorMod(latest - low.getAsInt(), 100))
                : low;
    }

    private static OptionalInt fourDigits(Reader reader) {
        int year = 0;
        for (int i = 0; i < 4; i++) {
            var digit = Numbers.digit(reader.peek());
            if (digit.isEmpty() || (i == 0 && digit.getAsInt() == 0)) {
                return OptionalInt.empty();
            }
            reader.skip();
            year = year * 10 + digit.getAsInt();
        }
        return OptionalInt.of(year);
    }

    /// "nineteen", "eighty two", "oh five".
    private static OptionalInt low(Reader reader) {
        boolean oh = reader.take("oh") || reader.take("zero");
        var low = Numbers.readCardinal(reader);
        boolean fits = low.isPresent() && (low.getAsInt() < 10) == oh;
        return fits ? low : OptionalInt.empty();
    }

    /// "nineteen" may be all of 2019 or the start of 1985.
    static boolean mayGoOnAfter(String last) {
        return last.equals("nineteen") || last.equals("thousand") || Numbers.isTens(last);
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return mayGoOnAfter(words.words().getLast());
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{4}|\\d{2}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(keys);
        int latest = at.today().getYear() + 1;
        return value(
                keys.length() == 4 ? number : latest - Math.floorMod(latest - number, 100), at);
    }

    @Override
    public int maxKeys() {
        return 4;
    }

    @Override
    public String spoken(SlotValue value) {
        return Numbers.year(Integer.parseInt(value.plain().toString()));
    }
}
