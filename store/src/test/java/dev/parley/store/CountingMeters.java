package dev.parley.store;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Counters that a test can read, by exported name and label values.
final class CountingMeters implements Meters {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    long of(String name, String... labelValues) {
        return count(name, labelValues).get();
    }

    private AtomicLong count(String name, String... labelValues) {
        return counts.computeIfAbsent(
                name + " " + String.join(" ", labelValues), _ -> new AtomicLong());
    }

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        return count(metric.exportedName(), labelValues)::addAndGet;
    }

    @Override
    public Timer timer(Metric metric, String... labelValues) {
        return Meters.NONE.timer(metric, labelValues);
    }

    @Override
    public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        return Meters.NONE.gauge(metric, value, labelValues);
    }
}
