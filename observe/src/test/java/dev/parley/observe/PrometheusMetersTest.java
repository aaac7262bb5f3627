package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.meter.Metric;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PrometheusMetersTest {
    @Test
    void every_metric_is_exported_under_exactly_its_own_name() {
        try (var meters = new PrometheusMeters()) {
            for (var metric : Metric.values()) {
                var labels = metric.labels().stream().map(label -> "x").toArray(String[]::new);
                switch (metric.kind()) {
                    case COUNTER -> meters.counter(metric, labels).increment();
                    case TIMER, CALL_TIMER ->
                            meters.timer(metric, labels).record(Duration.ofMillis(3));
                    case GAUGE -> {
                        var _ = meters.gauge(metric, () -> 1, labels);
                    }
                }
                var expected =
                        switch (metric.kind()) {
                            case TIMER, CALL_TIMER -> metric.exportedName() + "_bucket";
                            case COUNTER, GAUGE -> metric.exportedName();
                        };
                assertThat(meters.scrape()).containsPattern("(?m)^" + expected + "[ {]");
            }
        }
    }

    @Test
    void a_counter_counts_and_a_closed_gauge_is_gone() {
        try (var meters = new PrometheusMeters()) {
            meters.counter(Metric.CALLS, "twilio", "completed").add(2);
            var gauge = meters.gauge(Metric.CALLS_ACTIVE, () -> 7);
            assertThat(meters.scrape())
                    .contains("parley_calls_total{reason=\"completed\",transport=\"twilio\"} 2.0")
                    .contains("parley_calls_active 7.0");
            gauge.close();
            assertThat(meters.scrape()).doesNotContain("parley_calls_active 7.0");
        }
    }

    @Test
    void a_histogram_of_calls_leads_back_to_a_call_in_the_format_of_open_metrics() {
        try (var meters = new PrometheusMeters()) {
            assertThat(meters.scrape()).contains("parley_turn_gap_seconds_count 0");
            meters.timer(Metric.TURN_GAP).record(Duration.ofMillis(450), "call-1");
            assertThat(meters.scrapeOpenMetrics())
                    .containsPattern(
                            "parley_turn_gap_seconds_bucket\\{le=\"0.5\"} 1 # \\{call_id=\"call-1\"} 0.45")
                    .contains("parley_journal_stored_total")
                    .endsWith("# EOF\n");
            assertThat(meters.scrape())
                    .contains("parley_turn_gap_seconds_count 1")
                    .doesNotContain("call-1");
        }
    }

    @Test
    void wrong_label_counts_are_refused_with_the_labels_expected() {
        try (var meters = new PrometheusMeters()) {
            assertThatThrownBy(() -> meters.counter(Metric.CALLS, "twilio"))
                    .hasMessageContaining("parley_calls_total")
                    .hasMessageContaining("[transport, reason]");
        }
    }
}
