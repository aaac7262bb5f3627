package dev.parley.observe;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// The meters of a running server, exported in the Prometheus text format, or in that of
/// OpenMetrics, where histograms of calls carry exemplars: the id of a call in each bucket.
/// Thread-safe. Every metric without labels is exported from the start with zero, so that an alert
/// on it never meets a missing series.
public final class PrometheusMeters implements Meters, AutoCloseable {
    /// Bounds of the timers' buckets: fine where turns and frames are judged, coarse above.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(400),
        Duration.ofMillis(500),
        Duration.ofMillis(800),
        Duration.ofMillis(1500),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30)
    };

    private static final String OPEN_METRICS =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Metric, CallHistogram> histograms = new ConcurrentHashMap<>();

    public PrometheusMeters() {
        for (var metric : Metric.values()) {
            if (metric.labels().isEmpty()) {
                switch (metric.kind()) {
                    case COUNTER -> {
                        var _ = counter(metric);
                    }
                    case TIMER, CALL_TIMER -> {
                        var _ = timer(metric);
                    }
                    case GAUGE -> {}
                }
            }
        }
    }

    /// The current values in the Prometheus text format.
    public String scrape() {
        return registry.scrape();
    }

    /// The same in the format of OpenMetrics 1.0, with exemplars.
    public String scrapeOpenMetrics() {
        return registry.scrape(OPEN_METRICS);
    }

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        require(metric, Metric.Kind.COUNTER);
        var counter =
                io.micrometer.core.instrument.Counter.builder(micrometerName(metric))
                        .description(metric.help())
                        .tags(tags(metric, labelValues))
                        .register(registry);
        return amount -> counter.increment((double) amount);
    }

    @Override
    public Timer timer(Metric metric, String... labelValues) {
        if (metric.kind() == Metric.Kind.CALL_TIMER) {
            return histogram(metric, labelValues);
        }
        require(metric, Metric.Kind.TIMER);
        var timer =
                io.micrometer.core.instrument.Timer.builder(micrometerName(metric))
                        .description(metric.help())
                        .tags(tags(metric, labelValues))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
        return timer::record;
    }

    private CallHistogram histogram(Metric metric, String... labelValues) {
        if (!tags(metric, labelValues).stream().toList().isEmpty()) {
            throw new IllegalArgumentException(
                    "metric " + metric.exportedName() + ": a histogram of calls has no labels");
        }
        return histograms.computeIfAbsent(
                metric,
                _ -> {
                    var histogram = new CallHistogram(metric, BUCKETS);
                    registry.getPrometheusRegistry().register(histogram);
                    return histogram;
                });
    }

    @Override
    public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        require(metric, Metric.Kind.GAUGE);
        var gauge =
                io.micrometer.core.instrument.Gauge.builder(
                                micrometerName(metric), value::getAsDouble)
                        .description(metric.help())
                        .tags(tags(metric, labelValues))
                        .strongReference(true)
                        .register(registry);
        return () -> registry.remove(gauge);
    }

    @Override
    public void close() {
        registry.close();
    }

    /// Micrometer adds `_total` to counters and `_seconds` to timers by itself.
    private static String micrometerName(Metric metric) {
        var name = metric.exportedName();
        return switch (metric.kind()) {
            case COUNTER -> withoutEnding(name, "_total");
            case TIMER, CALL_TIMER -> withoutEnding(name, "_seconds");
            case GAUGE -> name;
        };
    }

    private static String withoutEnding(String name, String ending) {
        if (!name.endsWith(ending)) {
            throw new IllegalArgumentException(
                    "metric " + name + ": expected its name to end in " + ending);
        }
        return name.substring(0, name.length() - ending.length());
    }

    private static Tags tags(Metric metric, String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "metric %s: expected values for the labels %s, got %d values"
                            .formatted(metric.exportedName(), metric.labels(), values.length));
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i), values[i]));
        }
        return Tags.of(tags);
    }

    private static void require(Metric metric, Metric.Kind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException(
                    "metric %s is a %s, used as a %s"
                            .formatted(metric.exportedName(), metric.kind(), kind));
        }
    }
}
