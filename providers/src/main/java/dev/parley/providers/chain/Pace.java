package dev.parley.providers.chain;

import java.util.Optional;

/// Whether a sentence is as long as its text, so that sound of another rate than the one agreed on
/// is noticed. Pure.
///
/// A voice that tells the places of its words gives itself away: they are in seconds, whatever the
/// sound is. Of another only its pace is known, which differs from voice to voice by half: that
/// bears no more than a suspicion, and only of a sentence of some length.
final class Pace {
    /// People and engines need 45 to 90 ms for a character of plain text, spaces too.
    private static final double LEAST_MILLIS_A_CHARACTER = 30;

    private static final double MOST_MILLIS_A_CHARACTER = 120;
    private static final int LEAST_CHARACTERS = 25;

    private static final int LEAST_PLACED_MILLIS = 500;
    private static final double MOST_STRETCHED = 1.4;
    private static final double MOST_SQUEEZED = 0.7;

    /// Breath and silence behind the last word.
    private static final int TAIL_MILLIS = 400;

    /// @param isCertain else only that it is odd
    record Doubt(String what, boolean isCertain) {}

    private Pace() {}

    /// @param spokenMillis by the rate that was agreed on
    /// @param wordsEndMillis where the last word ends, as the voice tells; 0 if it does not
    static Optional<Doubt> of(String text, int spokenMillis, int wordsEndMillis) {
        if (wordsEndMillis >= LEAST_PLACED_MILLIS) {
            boolean isStretched = spokenMillis > MOST_STRETCHED * wordsEndMillis + TAIL_MILLIS;
            boolean isSqueezed = spokenMillis < MOST_SQUEEZED * wordsEndMillis;
            return isStretched || isSqueezed
                    ? Optional.of(
                            new Doubt(
                                    "expected sound up to its last word at %d ms, got %d ms"
                                            .formatted(wordsEndMillis, spokenMillis),
                                    true))
                    : Optional.empty();
        }
        long characters =
                text.codePoints()
                        .filter(each -> Character.isLetterOrDigit(each) || each == ' ')
                        .count();
        double pace = characters == 0 ? 0 : spokenMillis / (double) characters;
        boolean isOdd = pace < LEAST_MILLIS_A_CHARACTER || pace > MOST_MILLIS_A_CHARACTER;
        return characters >= LEAST_CHARACTERS && isOdd
                ? Optional.of(
                        new Doubt(
                                "expected %.0f to %.0f ms a character, got %.0f"
                                        .formatted(
                                                LEAST_MILLIS_A_CHARACTER,
                                                MOST_MILLIS_A_CHARACTER,
                                                pace),
                                false))
                : Optional.empty();
    }
}
