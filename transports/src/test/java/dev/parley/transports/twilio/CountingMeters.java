package dev.parley.transports.twilio;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Counters that a test can read.
final class CountingMeters implements Meters {
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        var count =
                counters.computeIfAbsent(
                        metric + String.join(",", labelValues), _ -> new AtomicLong());
        return count::addAndGet;
    }

    @Override
    public Timer timer(Metric metric, String... labelValues) {
        return _ -> {};
    }

    @Override
    public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        return () -> {};
    }

    /// Every kind of fault counted so far, for messages of failed tests.
    String faults() {
        return Arrays.stream(MediaFault.values())
                .filter(fault -> of(fault) > 0)
                .map(fault -> fault + " " + of(fault))
                .toList()
                .toString();
    }

    long of(MediaFault fault) {
        return of(Metric.MEDIA_FAULTS, "twilio", fault.plainName());
    }

    long of(Metric metric, String... labelValues) {
        var count = counters.get(metric + String.join(",", labelValues));
        return count == null ? 0 : count.get();
    }
}
