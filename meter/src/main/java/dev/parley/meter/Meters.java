package dev.parley.meter;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// Hands out counters, timers and gauges by metric and label values. Bound to a registry by
/// `observe`; [#NONE] counts nothing. Ask for a handle once and keep it: `counter` may look up a
/// map, [Counter#add] is lock-free and safe on the media threads.
public interface Meters {
    /// Counts nothing, for tests and tools.
    Meters NONE =
            new Meters() {
                @Override
                public Counter counter(Metric metric, String... labelValues) {
                    return _ -> {};
                }

                @Override
                public Timer timer(Metric metric, String... labelValues) {
                    return _ -> {};
                }

                @Override
                public Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues) {
                    return () -> {};
                }
            };

    /// The counter of `metric` for these label values, given in the order of [Metric#labels()].
    Counter counter(Metric metric, String... labelValues);

    /// The distribution of durations of `metric` for these label values.
    Timer timer(Metric metric, String... labelValues);

    /// Registers a gauge that reads `value` when scraped, until closed.
    Gauge gauge(Metric metric, DoubleSupplier value, String... labelValues);

    /// A number that only grows.
    @FunctionalInterface
    interface Counter {
        void add(long amount);

        default void increment() {
            add(1);
        }
    }

    /// A distribution of durations.
    @FunctionalInterface
    interface Timer {
        void record(Duration duration);

        /// Records a duration of this call, by which its histogram can lead back to the call.
        default void record(Duration duration, String callId) {
            record(duration);
        }
    }

    /// A registered gauge; closing it takes it out of the registry.
    @FunctionalInterface
    interface Gauge extends AutoCloseable {
        @Override
        void close();
    }
}
