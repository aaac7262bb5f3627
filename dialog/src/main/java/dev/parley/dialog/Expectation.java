package dev.parley.dialog;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the caller may say next, for the recognizer: a grammar given by its phrases, or open
/// speech.
///
/// @param name plain name of the grammar, for records and caches ("yes-no", "date")
/// @param phrases all or a covering sample (at most 3000) of the sentences of the grammar, lower
///   case words; empty for open speech
/// @param maxDigits how many keys may be typed instead; 0 if none are accepted
/// @param reading tells answers from other words, for a recognizer that has several guesses
public record Expectation(String name, List<String> phrases, int maxDigits, Reading reading) {
    public static final Expectation OPEN = new Expectation("open", List.of(), 0);

    /// Whether words are an answer. Used on any thread. All are equal: the phrases say what is
    /// expected, and who reads them changes nothing about it.
    public static final class Reading {
        /// Knows nothing: all words may be one.
        public static final Reading ANY = new Reading(_ -> true);

        private final Predicate<String> isAnswer;

        /// @param isAnswer pure and quick, for lower case words
        public Reading(Predicate<String> isAnswer) {
            this.isAnswer = isAnswer;
        }

        public boolean accepts(String words) {
            return isAnswer.test(words);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reading;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "reading";
        }
    }

    public Expectation(String name, List<String> phrases, int maxDigits) {
        this(name, phrases, maxDigits, Reading.ANY);
    }

    public Expectation {
        phrases = List.copyOf(phrases);
        if (phrases.size() > 3000) {
            throw new IllegalArgumentException(
                    "grammar \""
                            + name
                            + "\": expected at most 3000 phrases, got "
                            + phrases.size());
        }
        if (maxDigits < 0 || maxDigits > 32) {
            throw new IllegalArgumentException("expected 0 to 32 digits, got " + maxDigits);
        }
    }

    /// The same, for a recognizer that prefers guesses that are answers.
    public Expectation readBy(Predicate<String> isAnswer) {
        return new Expectation(name, phrases, maxDigits, new Reading(isAnswer));
    }

    public boolean isOpen() {
        return phrases.isEmpty();
    }
}
