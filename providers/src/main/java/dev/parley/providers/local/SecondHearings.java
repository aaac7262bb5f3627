package dev.parley.providers.local;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Lets few noisy utterances be heard again at the same time, so that the others do not wait for
/// engine threads; one more is skipped and counted. Thread-safe.
final class SecondHearings {
    /// For tools that do nothing else.
    static final SecondHearings UNLIMITED =
            new SecondHearings("tool", Integer.MAX_VALUE, Meters.NONE);

    private final Semaphore places;
    private final Meters.Timer time;
    private final Meters.Counter skipped;

    /// @param most at the same time
    SecondHearings(String engine, int most, Meters meters) {
        this.places = new Semaphore(most);
        this.time = meters.timer(Metric.RECOGNIZER_AGAIN, engine);
        this.skipped = meters.counter(Metric.RECOGNIZER_AGAIN_SKIPPED, engine);
    }

    /// What was heard; `otherwise` if too many are at it.
    <T> T attempt(Supplier<T> hearing, T otherwise) {
        if (!places.tryAcquire()) {
            skipped.increment();
            return otherwise;
        }
        long from = System.nanoTime();
        try {
            return hearing.get();
        } finally {
            places.release();
            time.record(Duration.ofNanos(System.nanoTime() - from));
        }
    }
}
