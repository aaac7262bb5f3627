package dev.parley.dialog.speech;

import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agent's own words and how they are said: names, brands, places. Whole words only, the longest
/// first. An entry with a capital letter means exactly that spelling, one without means any.
/// Immutable.
public final class Lexicon {
    public static final Lexicon NONE = new Lexicon(Map.of());

    private static final int LONGEST = 200;

    private final Map<Character, List<Entry>> entries = new HashMap<>();

    record Entry(String written, String spoken, boolean isExact) {}

    /// Reads a file of `word: how it is said`. Throws [InvalidFlow] with all that is wrong.
    public static Lexicon read(String file, String yaml) {
        var problems = new Problems(file);
        var lexicon = read(YamlMap.read(file, yaml, "lexicon", problems), problems);
        problems.throwIfAny();
        return lexicon;
    }

    /// Reads the words as a part of another file; what is wrong goes to its problems.
    public static Lexicon read(YamlMap root, Problems problems) {
        var words = new LinkedHashMap<String, String>();
        for (var word : root.keys()) {
            var spoken = root.text(word, "");
            if (!fits(word) || !fits(spoken)) {
                problems.add(root.lineOf(word), wrong(word, spoken));
            } else {
                words.put(word, spoken);
            }
        }
        return new Lexicon(words);
    }

    private static boolean fits(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    private static String wrong(String written, String spoken) {
        return "expected a word and how it is said, of 1 to "
                + LONGEST
                + " characters each, got \""
                + written
                + "\": \""
                + spoken
                + "\"";
    }

    /// Spoken forms by written word or words. Throws IllegalArgumentException for an entry that is
    /// blank or longer than 200 characters.
    public Lexicon(Map<String, String> words) {
        words.forEach((written, spoken) -> {
            if (!fits(written) || !fits(spoken)) {
                throw new IllegalArgumentException(wrong(written, spoken));
            }
            boolean isExact = written.chars().anyMatch(Character::isUpperCase);
            var entry = new Entry(written.strip(), spoken.strip(), isExact);
            char first = Character.toLowerCase(entry.written.charAt(0));
            entries.computeIfAbsent(first, _ -> new ArrayList<>()).add(entry);
        });
        var longestFirst =
                Comparator.comparingInt((Entry entry) -> entry.written.length())
                        .reversed()
                        .thenComparing(Entry::written);
        entries.values().forEach(list -> list.sort(longestFirst));
    }

    @Nullable Entry at(String text, int start) {
        var candidates = entries.get(Character.toLowerCase(text.charAt(start)));
        if (candidates == null) {
            return null;
        }
        for (var entry : candidates) {
            int length = entry.written.length();
            int end = start + length;
            boolean isWhole =
                    end >= text.length()
                            || !Character.isLetterOrDigit(text.charAt(end))
                            || !Character.isLetterOrDigit(text.charAt(end - 1));
            if (isWhole && text.regionMatches(!entry.isExact, start, entry.written, 0, length)) {
                return entry;
            }
        }
        return null;
    }
}
