package dev.parley.dialog;

import java.util.List;

/// What the caller may say next, for the recognizer: a grammar given by its phrases, or open
/// speech.
///
/// @param name plain name of the grammar, for records and caches ("yes-no", "date")
/// @param phrases all or a covering sample (at most 3000) of the sentences of the grammar, lower
///   case words; empty for open speech
/// @param maxDigits how many keys may be typed instead; 0 if none are accepted
public record Expectation(String name, List<String> phrases, int maxDigits) {
    public static final Expectation OPEN = new Expectation("open", List.of(), 0);

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

    public boolean isOpen() {
        return phrases.isEmpty();
    }
}
