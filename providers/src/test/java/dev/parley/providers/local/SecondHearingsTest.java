package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SecondHearingsTest {
    private final List<Metric> told = new ArrayList<>();
    private final SecondHearings hearings = new SecondHearings("engine", 1, new Told(told));

    @Test
    void one_too_many_is_heard_once_and_counted() {
        String heard =
                hearings.attempt(
                        () -> "first, " + hearings.attempt(() -> "second", "skipped"), "none");
        assertThat(heard).isEqualTo("first, skipped");
        assertThat(told).containsExactly(Metric.RECOGNIZER_AGAIN_SKIPPED, Metric.RECOGNIZER_AGAIN);
    }

    @Test
    void a_hearing_that_breaks_gives_its_place_back() {
        assertThatThrownBy(() -> hearings.attempt(SecondHearingsTest::broken, "none"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(hearings.attempt(() -> "next", "none")).isEqualTo("next");
    }

    private static String broken() {
        throw new IllegalStateException("engine");
    }

    /// Notes what is counted and timed.
    private record Told(List<Metric> told) implements Meters {
        @Override
        public Counter counter(Metric metric, String... labelValues) {
            return _ -> told.add(metric);
        }

        @Override
        public Timer timer(Metric metric, String... labelValues) {
            return _ -> told.add(metric);
        }

        @Override
        public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
            return () -> {};
        }
    }
}
