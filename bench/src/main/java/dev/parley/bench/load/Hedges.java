package dev.parley.bench.load;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// Counts second requests.
final class Hedges implements Meters {
    private final LongAdder made = new LongAdder();

    long made() {
        return made.sum();
    }

    @Override
    public Counter counter(Metric metric, String... labelValues) {
        boolean isMade = metric == Metric.PROVIDER_HEDGES && !labelValues[2].equals("refused");
        return isMade ? made::add : _ -> {};
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
