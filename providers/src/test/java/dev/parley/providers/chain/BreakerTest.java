package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Breaker breaker = new Breaker(BreakerSettings.DEFAULT);

    @Test
    void opens_after_five_failures_in_a_row() {
        fail(4);
        assertThat(breaker.admits(0)).isTrue();
        fail(1);
        assertThat(breaker.admits(0)).isFalse();
        assertThat(breaker.stateAt(0)).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void good_answer_between_failures_keeps_it_closed() {
        fail(4);
        breaker.succeeded();
        fail(4);
        assertThat(breaker.admits(0)).isTrue();
    }

    @Test
    void after_a_minute_one_request_at_a_time_is_let_through() {
        fail(5);
        assertThat(breaker.admits(60 * SECOND - 1)).isFalse();
        assertThat(breaker.admits(60 * SECOND)).isTrue();
        assertThat(breaker.admits(60 * SECOND)).isFalse();
        breaker.dropped();
        assertThat(breaker.admits(60 * SECOND)).isTrue();
    }

    @Test
    void three_good_probes_close_it() {
        fail(5);
        for (int probe = 0; probe < 3; probe++) {
            assertThat(breaker.stateAt(61 * SECOND)).isEqualTo(Breaker.State.HALF_OPEN);
            assertThat(breaker.admits(61 * SECOND)).isTrue();
            breaker.succeeded();
        }
        assertThat(breaker.stateAt(61 * SECOND)).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.admits(61 * SECOND)).isTrue();
        assertThat(breaker.admits(61 * SECOND)).isTrue();
    }

    @Test
    void bad_probe_opens_it_for_another_minute_and_the_good_ones_before_do_not_count() {
        fail(5);
        assertThat(breaker.admits(60 * SECOND)).isTrue();
        breaker.succeeded();
        assertThat(breaker.admits(60 * SECOND)).isTrue();
        breaker.failed(60 * SECOND);
        assertThat(breaker.admits(119 * SECOND)).isFalse();
        assertThat(breaker.admits(120 * SECOND)).isTrue();
        breaker.succeeded();
        assertThat(breaker.stateAt(120 * SECOND)).isEqualTo(Breaker.State.HALF_OPEN);
    }

    @Test
    void answer_to_a_request_from_before_does_not_close_an_open_one() {
        fail(5);
        breaker.succeeded();
        assertThat(breaker.admits(SECOND)).isFalse();
    }

    @Test
    void provider_that_asks_to_be_left_alone_is() {
        breaker.rest(7 * SECOND);
        assertThat(breaker.wouldAdmit(7 * SECOND - 1)).isFalse();
        assertThat(breaker.admits(7 * SECOND)).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(0);
        }
    }
}
