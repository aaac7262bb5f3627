package dev.parley.transports.browser;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Counters that a test can read.
final class CountedFaults implements Meters {
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        var count = counters.computeIfAbsent(name(metric, labelValues), _ -> new AtomicLong());
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

    long of(BrowserFault fault) {
        return of(Metric.MEDIA_FAULTS, "browser", fault.plainName());
    }

    long refused(String reason) {
        return of(Metric.MEDIA_SOCKETS_REFUSED, "browser", reason);
    }

    private long of(Metric metric, String... labelValues) {
        var count = counters.get(name(metric, labelValues));
        return count == null ? 0 : count.get();
    }

    private static String name(Metric metric, String... labelValues) {
        return metric + String.join(",", labelValues);
    }
}
