package dev.parley.dialog.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenEstimateTest {
    @Test
    void words_count_by_their_letters_and_other_characters_by_one() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("the")).isEqualTo(1);
        assertThat(TokenEstimate.of("Tuesday, please.")).isEqualTo(6);
        assertThat(TokenEstimate.of("  \n")).isZero();
        assertThat(TokenEstimate.of("2026")).isEqualTo(4);
    }
}
