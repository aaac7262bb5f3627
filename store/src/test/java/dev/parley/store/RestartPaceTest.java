package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RestartPaceTest {
    @Test
    void first_attempt_is_at_once_and_later_ones_are_ever_slower() {
        var pace = new RestartPace();
        assertThat(LongStream.range(0, 12).map(_ -> pace.next(0).toMillis()))
                .containsExactly(
                        0L, 250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L,
                        30_000L, 30_000L);
        assertThat(pace.attempts()).isEqualTo(12);
    }

    @Test
    void a_database_that_ran_for_a_while_is_started_again_at_once() {
        var pace = new RestartPace();
        pace.next(0);
        pace.next(0);
        assertThat(pace.next(Duration.ofMinutes(5).toNanos())).isEqualTo(Duration.ZERO);
    }
}
