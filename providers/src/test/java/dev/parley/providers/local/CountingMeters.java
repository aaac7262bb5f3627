package dev.parley.providers.local;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// Keeps the counters of a test.
final class CountingMeters implements Meters {
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

    long count(String exportedName) {
        LongAdder counter = counters.get(exportedName);
        return counter == null ? 0 : counter.sum();
    }

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        return counters.computeIfAbsent(metric.exportedName(), _ -> new LongAdder())::add;
    }

    @Override
    public Timer timer(Metric metric, String... labelValues) {
        return _ -> {};
    }

    @Override
    public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        return () -> {};
    }
}
