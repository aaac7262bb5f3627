package dev.parley.dialog.slot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A word spelled with the radio alphabet: "mike alpha romeo". No keys: pressing one key up to four
/// times for a letter is not what we ask of anybody.
///
/// The value is written as a name is: a capital first, and after a dash or an apostrophe.
///
/// @param shortest fewest characters
/// @param longest most characters
/// @param figures whether digits may be among them
public record SpelledSlot(int shortest, int longest, boolean figures) implements SlotType {
    private static final int MOST = 32;

    /// So many letters people spell in one breath.
    private static final int GROUP = 3;

    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz-'";
    private static final List<String> LEADS =
            List.of("it's spelled", "it is spelled", "i spell it", "i spell", "spelled");
    private static final Pattern STARTS = Pattern.compile("(^|[-'])([a-zA-Z])");

    public SpelledSlot {
        if (shortest < 1 || longest < shortest || longest > MOST) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MOST + " characters, got " + shortest + " to " + longest);
        }
    }

    @Override
    public Grammar grammar() {
        var characters = NAME_CHARACTERS + (figures ? "0123456789" : "");
        var one = Spelling.character(Spelling.characters(characters), true);
        return Spelling.row(one, shortest, longest);
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        return spelled(words)
                .filter(text -> text.length() >= shortest && text.length() <= longest)
                .filter(text -> Character.isLetterOrDigit(text.charAt(0)))
                .map(text -> new SlotValue.Letters(written(text)));
    }

    private Optional<String> spelled(Utterance words) {
        return Spelling.read(words.plain().withoutStarts(LEADS))
                .filter(text -> figures || text.chars().noneMatch(Character::isDigit));
    }

    private static String written(String text) {
        return STARTS.matcher(text)
                .replaceAll(start -> start.group(1) + start.group(2).toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return spelled(words).map(text -> text.length() < longest).orElse(true);
    }

    /// Nobody knows how long a word is going to be: after every letter a group may follow.
    @Override
    public int toCome(Utterance words) {
        return spelled(words).map(text -> Math.clamp(longest - text.length(), 0, GROUP)).orElse(0);
    }

    /// Letter by letter: "mike alpha romeo". A capital that goes without saying is not said.
    @Override
    public String spoken(SlotValue value) {
        var text = value.plain().toString();
        return Spelling.spoken(
                STARTS.matcher(text)
                        .replaceAll(
                                start -> start.group(1) + start.group(2).toLowerCase(Locale.ROOT)));
    }
}
