package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaceTest {
    /// 42 characters.
    private static final String TEXT = "Your car will be ready at nine on Tuesday.";

    @ParameterizedTest
    @CsvSource({
        "2600, 2500, plausible",
        "3200, 2500, plausible",
        "5200, 2500, certain",
        "1250, 2500, certain",
        "2600, 0, plausible",
        "4500, 0, plausible",
        "1400, 0, plausible",
        "5300, 0, odd",
        "800, 0, odd"
    })
    void length_is_judged_by_the_places_of_words_and_else_by_the_text(
            int spokenMillis, int wordsEndMillis, String expected) {
        var verdict =
                Pace.of(TEXT, spokenMillis, wordsEndMillis)
                        .map(doubt -> doubt.isCertain() ? "certain" : "odd")
                        .orElse("plausible");
        assertThat(verdict).isEqualTo(expected);
    }

    @Test
    void short_sentence_is_not_judged_by_its_length() {
        assertThat(Pace.of("One moment.", 5000, 0)).isEmpty();
        assertThat(Pace.of("...", 0, 0)).isEmpty();
    }
}
