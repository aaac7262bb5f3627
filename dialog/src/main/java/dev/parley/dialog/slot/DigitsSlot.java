package dev.parley.dialog.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A number told digit by digit: a phone number, a code. Keys: the digits.
///
/// @param shortest fewest digits of an answer
/// @param longest most digits of an answer
public record DigitsSlot(int shortest, int longest) implements SlotType {
    private static final int MOST = 32;
    private static final Set<String> MULTIPLES = Set.of("double", "triple");

    public DigitsSlot {
        if (shortest < 1 || longest < shortest || longest > MOST) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MOST + " digits, got " + shortest + " to " + longest);
        }
    }

    @Override
    public Grammar grammar() {
        var digit = new ArrayList<>(IntStream.range(0, 10).mapToObj(Numbers::cardinal).toList());
        digit.add("oh");
        var one = Grammar.anyOf(digit.toArray(String[]::new));
        Grammar rest = new Grammar.Sequence(List.of());
        for (int i = shortest; i < longest; i++) {
            rest = Grammar.maybe(Grammar.sequence(one, rest));
        }
        var parts = new ArrayList<Grammar>();
        for (int i = 0; i < shortest; i++) {
            parts.add(one);
        }
        parts.add(rest);
        return new Grammar.Sequence(parts);
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var digits = digits(words.plain());
        boolean fits = digits.length() >= shortest && digits.length() <= longest;
        return fits ? Optional.of(new SlotValue.Code(digits)) : Optional.empty();
    }

    /// The digits said, empty if anything else was said with them.
    private static String digits(Utterance words) {
        var reader = new Reader(words);
        var digits = new StringBuilder();
        while (!reader.atEnd()) {
            int times = reader.take("double") ? 2 : reader.take("triple") ? 3 : 1;
            var digit = Numbers.digit(reader.peek());
            if (digit.isEmpty()) {
                return "";
            }
            digits.repeat(digit.getAsInt() + '0', times);
            reader.skip();
        }
        return digits.toString();
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return digits(words.plain()).length() < longest;
    }

    /// "five five double" is two digits and the promise of two more.
    @Override
    public int toCome(Utterance words) {
        var said = words.plain();
        int size = said.words().size();
        boolean promised = size > 0 && MULTIPLES.contains(said.words().getLast());
        int digits = digits(promised ? said.part(0, size - 1) : said).length();
        return digits == 0 && !promised ? 0 : Math.max(promised ? 2 : 0, shortest - digits);
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        boolean fits =
                keys.matches("\\d+") && keys.length() >= shortest && keys.length() <= longest;
        return fits ? Optional.of(new SlotValue.Code(keys)) : Optional.empty();
    }

    @Override
    public int maxKeys() {
        return longest;
    }

    @Override
    public String spoken(SlotValue value) {
        return Spoken.digits(value.plain().toString());
    }
}
