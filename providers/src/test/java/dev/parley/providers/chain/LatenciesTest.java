package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void fewer_than_twenty_are_too_few() {
        add(1, 19);
        assertThat(latencies.isEnough()).isFalse();
        add(20, 20);
        assertThat(latencies.isEnough()).isTrue();
    }

    @Test
    void quantiles_are_those_of_the_last_hundred() {
        add(1001, 1100);
        add(1, 100);
        assertThat(latencies.quantile(0.5)).isEqualTo(50);
        assertThat(latencies.quantile(0.95)).isEqualTo(95);
        assertThat(latencies.quantile(1)).isEqualTo(100);
    }

    @Test
    void none_say_nothing() {
        assertThat(latencies.quantile(0.95)).isZero();
    }

    private void add(int from, int to) {
        for (int i = from; i <= to; i++) {
            latencies.add(i);
        }
    }
}
