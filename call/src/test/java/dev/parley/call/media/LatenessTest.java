package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatenessTest {
    @Test
    void quantiles_of_the_last_window_are_right_within_a_quarter() {
        var lateness = new Lateness();
        lateness.turn(0);
        for (int i = 1; i <= 1000; i++) {
            lateness.record(i * 100_000L);
        }
        lateness.turn(11_000_000_000L);

        assertThat(lateness.quantileSeconds(0.5)).isCloseTo(0.05, within(0.0125));
        assertThat(lateness.quantileSeconds(0.99)).isCloseTo(0.099, within(0.025));
        assertThat(lateness.quantileSeconds(1)).isBetween(0.1, 0.125);
    }

    @Test
    void a_window_in_which_nothing_ran_has_no_lateness() {
        var lateness = new Lateness();
        lateness.turn(0);
        lateness.record(5_000_000);
        lateness.turn(11_000_000_000L);
        lateness.turn(22_000_000_000L);

        assertThat(lateness.quantileSeconds(0.99)).isZero();
    }
}
