package dev.parley.dialog.slot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /// One of many words of which any may stand where another does: names. A recognizer is told
    /// each of them, yet not each beside each of its neighbours.
    ///
    /// @param name of the list, the same for the same words
    record Listed(String name, Set<String> words) implements Grammar {
        public Listed {
            words = Collections.unmodifiableSet(new LinkedHashSet<>(words));
            if (words.isEmpty()) {
                throw new IllegalArgumentException("expected at least one word, got none");
            }
            words.forEach(Word::new);
        }
    }

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

    static Grammar listed(String name, Collection<String> words) {
        return new Listed(name, new LinkedHashSet<>(words));
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
