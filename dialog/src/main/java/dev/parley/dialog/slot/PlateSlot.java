package dev.parley.dialog.slot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A licence plate of two to eight letters and digits, said with the radio alphabet or typed as
/// text. Keys: only a plate of digits alone. Letters by keys would need several presses each, or a
/// guess between three letters a key, so they are not asked for.
public record PlateSlot() implements SlotType {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 8;

    /// Fewer characters are rare on the road.
    private static final int USUAL = 6;

    private static final Pattern TYPED =
            Pattern.compile("[a-z]{1,4}\\d{2,5}|\\d{1,5}[a-z]{1,4}|\\d[a-z]{2,3}\\d{3,4}");
    private static final List<String> LEADS =
            List.of(
                    "my license plate is",
                    "the license plate is",
                    "license plate",
                    "my plate is",
                    "the plate is",
                    "plate number",
                    "plate",
                    "yes",
                    "no");

    @Override
    public Grammar grammar() {
        var one =
                Spelling.character(
                        Spelling.characters("abcdefghijklmnopqrstuvwxyz0123456789"), false);
        return Spelling.row(one, SHORTEST, LONGEST);
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        return plate(words)
                .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST)
                .map(text -> new SlotValue.Letters(text.toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> plate(Utterance words) {
        var plain = words.plain().withoutStarts(LEADS);
        // A dash on a plate is an ornament.
        var spelled = Spelling.read(plain).map(text -> text.replaceAll("[-']", ""));
        return spelled.isPresent() ? spelled : typed(plain);
    }

    /// A plate in writing: "abc one two three" is "abc123". Letters by themselves are none.
    private static Optional<String> typed(Utterance words) {
        var text = new StringBuilder();
        for (var word : words.words()) {
            var digit = Numbers.digit(word);
            if (digit.isEmpty() && word.length() == 1) {
                return Optional.empty();
            }
            text.append(digit.isPresent() ? String.valueOf(digit.getAsInt()) : word);
        }
        return Optional.of(text.toString()).filter(plate -> TYPED.matcher(plate).matches());
    }

    /// Most plates have six or seven characters.
    @Override
    public boolean mayGoOn(Utterance words) {
        return plate(words).map(text -> text.length() < LONGEST).orElse(true);
    }

    @Override
    public int toCome(Utterance words) {
        return plate(words).map(text -> Math.max(0, USUAL - text.length())).orElse(0);
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        boolean fits =
                keys.matches("\\d+") && keys.length() >= SHORTEST && keys.length() <= LONGEST;
        return fits ? Optional.of(new SlotValue.Letters(keys)) : Optional.empty();
    }

    @Override
    public int maxKeys() {
        return LONGEST;
    }

    @Override
    public String spoken(SlotValue value) {
        return Spelling.spoken(value.plain().toString().toLowerCase(Locale.ROOT));
    }
}
