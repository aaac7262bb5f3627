package dev.parley.call.cost;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/// Counters by metric and labels.
final class CountingMeters implements Meters {
    final Map<String, Long> counts = new TreeMap<>();

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        var key = metric + " " + String.join(" ", labelValues);
        return amount -> counts.merge(key, amount, Long::sum);
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
