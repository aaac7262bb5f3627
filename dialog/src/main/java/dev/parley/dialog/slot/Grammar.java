package dev.parley.dialog.slot;

import java.util.Arrays;
import java.util.List;

/// A finite language of word sequences. Built by slots and flows, turned into phrases for a
/// recognizer by [PhraseList]. Immutable.
public sealed interface Grammar {
    /// One lower case word.
    record Word(String word) implements Grammar {
        public Word {
            if (!word.matches("[a-z0-9'.]+")) {
                throw new IllegalArgumentException(
                        "expected one lower case word, got \"" + word + "\"");
            }
        }
    }

    record Sequence(List<Grammar> parts) implements Grammar {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Choice(List<Grammar> options) implements Grammar {
        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("expected at least one option, got none");
            }
        }
    }

    record Maybe(Grammar part) implements Grammar {}

    /// The words of a phrase, in order: `words("oil change")`.
    static Grammar words(String phrase) {
        var words = phrase.strip().split("\\s+");
        if (words.length == 1) {
            return new Word(words[0]);
        }
        return new Sequence(Arrays.stream(words).<Grammar>map(Word::new).toList());
    }

    static Grammar anyOf(String... phrases) {
        return anyOf(Arrays.stream(phrases).map(Grammar::words).toList());
    }

    static Grammar anyOf(List<? extends Grammar> options) {
        return options.size() == 1 ? options.getFirst() : new Choice(List.copyOf(options));
    }

    static Grammar sequence(Grammar... parts) {
        return new Sequence(List.of(parts));
    }

    static Grammar maybe(Grammar part) {
        return new Maybe(part);
    }

    static Grammar maybe(String... phrases) {
        return new Maybe(anyOf(phrases));
    }
}
