package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;
import static dev.parley.dialog.slot.Grammar.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Characters said one by one with the words of the radio alphabet (ITU-T, ICAO annex 10) and
/// digits. Letters by themselves are never expected of a recognizer: it mistakes one in five.
///
/// "Double" and "triple" repeat the next character, "no" or "correction" takes back the last one,
/// "capital" makes the next letter one.
final class Spelling {
    private static final Map<String, Character> LETTERS = new LinkedHashMap<>();
    private static final List<String> BEFORE_CORRECTION = List.of("no", "correction", "sorry");
    private static final Map<Character, String> WORDS = new LinkedHashMap<>();

    static {
        var alphabet =
                "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike"
                        + " november oscar papa quebec romeo sierra tango uniform victor whiskey"
                        + " xray yankee zulu";
        for (var word : alphabet.split(" ")) {
            LETTERS.put(word, word.charAt(0));
            WORDS.put(word.charAt(0), word.equals("xray") ? "x ray" : word);
        }
        List.of("alfa", "juliett", "juliette", "whisky")
                .forEach(word -> LETTERS.put(word, word.charAt(0)));
        for (int digit = 0; digit < 10; digit++) {
            WORDS.put((char) ('0' + digit), Numbers.cardinal(digit));
        }
        WORDS.put('-', "dash");
        WORDS.put('\'', "apostrophe");
    }

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();

    private Spelling(Utterance words) {
        this.reader = new Reader(words);
    }

    /// The characters: letters lower case unless said to be capital, digits, dash and apostrophe.
    /// Empty if anything else was said with them, or a correction corrects nothing.
    static Optional<String> read(Utterance words) {
        var spelling = new Spelling(words);
        while (!spelling.reader.atEnd()) {
            if (!spelling.next()) {
                return Optional.empty();
            }
        }
        return spelling.text.isEmpty() ? Optional.empty() : Optional.of(spelling.text.toString());
    }

    private boolean next() {
        if (!text.isEmpty() && reader.takeAny(BEFORE_CORRECTION)) {
            text.deleteCharAt(text.length() - 1);
            return append();
        }
        return append();
    }

    private boolean append() {
        int times = reader.take("double") ? 2 : reader.take("triple") ? 3 : 1;
        boolean capital = reader.takeAny(List.of("capital", "big"));
        var character = character();
        character.ifPresent(one -> {
            char read = capital ? Character.toUpperCase(one) : one;
            text.repeat(read, times);
        });
        return character.isPresent();
    }

    private Optional<Character> character() {
        if (reader.take("dash") || reader.take("hyphen")) {
            return Optional.of('-');
        }
        if (reader.take("apostrophe")) {
            return Optional.of('\'');
        }
        if (reader.take("x ray")) {
            return Optional.of('x');
        }
        var digit = Numbers.digit(reader.peek());
        if (digit.isPresent()) {
            reader.skip();
            return Optional.of((char) ('0' + digit.getAsInt()));
        }
        letterBeforeItsWord();
        var letter = LETTERS.get(reader.peek());
        if (letter != null) {
            reader.skip();
        }
        return Optional.ofNullable(letter);
    }

    /// Skips the letter of "m as in mike" and "m for mike".
    private void letterBeforeItsWord() {
        int start = reader.mark();
        var letter = reader.peek();
        if (letter.length() == 1) {
            reader.skip();
            boolean explained = reader.takeAny(List.of("as in", "for", "like"));
            if (!explained || !reader.peek().startsWith(letter)) {
                reader.back(start);
            }
        }
    }

    /// The words for one character of these, with a correction behind it.
    static Grammar character(Set<Character> characters, boolean capitals) {
        var spoken = new ArrayList<Grammar>();
        for (char character : characters) {
            spoken.add(words(WORDS.getOrDefault(character, "zero")));
            if (character == '0') {
                spoken.add(words("oh"));
            }
        }
        var before = capitals ? maybe("double", "capital") : maybe("double");
        var one = sequence(before, Grammar.anyOf(spoken));
        return sequence(one, maybe(sequence(words("no"), one)));
    }

    /// This many of them in a row.
    static Grammar row(Grammar one, int shortest, int longest) {
        Grammar rest = new Grammar.Sequence(List.of());
        for (int i = shortest; i < longest; i++) {
            rest = maybe(sequence(one, rest));
        }
        var parts = new ArrayList<Grammar>();
        IntStream.range(0, shortest).forEach(_ -> parts.add(one));
        parts.add(rest);
        return new Grammar.Sequence(parts);
    }

    /// "alpha bravo charlie, one two three": in groups, with a pause where letters and digits meet
    /// and after every fourth. Capitals are said.
    static String spoken(String text) {
        var said = new StringBuilder();
        int inGroup = 0;
        for (int i = 0; i < text.length(); i++) {
            char here = Character.toLowerCase(text.charAt(i));
            if (i > 0) {
                boolean turns = Character.isDigit(here) != Character.isDigit(text.charAt(i - 1));
                boolean full = inGroup == 4 || (turns && inGroup > 1);
                said.append(full ? ", " : " ");
                inGroup = full ? 0 : inGroup;
            }
            said.append(Character.isUpperCase(text.charAt(i)) ? "capital " : "");
            said.append(WORDS.getOrDefault(here, String.valueOf(here)));
            inGroup++;
        }
        return said.toString();
    }

    static Set<Character> characters(String all) {
        var characters = new LinkedHashSet<Character>();
        all.chars().forEach(one -> characters.add((char) one));
        return characters;
    }
}
