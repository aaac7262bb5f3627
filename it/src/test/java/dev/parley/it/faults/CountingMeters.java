package dev.parley.it.faults;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Counters that a test can read.
final class CountingMeters implements Meters {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    long of(Metric metric, String... labelValues) {
        return count(metric, labelValues).get();
    }

    private AtomicLong count(Metric metric, String... labelValues) {
        return counts.computeIfAbsent(
                metric + " " + String.join(" ", labelValues), _ -> new AtomicLong());
    }

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        return count(metric, labelValues)::addAndGet;
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
