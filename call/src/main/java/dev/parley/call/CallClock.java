package dev.parley.call;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// The time of day within one call: read once when it begins, then carried on by the monotonic
/// clock. So setting the clock of the machine neither turns the order of a record around nor makes
/// a second in it take an hour. Thread-safe.
final class CallClock extends Clock {
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final ZoneId zone;

    private CallClock(Instant start, long startNanos, LongSupplier nanoTime, ZoneId zone) {
        this.start = start;
        this.startNanos = startNanos;
        this.nanoTime = nanoTime;
        this.zone = zone;
    }

    /// @param start the time of day when `nanoTime` was `startNanos`
    static CallClock from(Instant start, long startNanos, LongSupplier nanoTime) {
        return new CallClock(start, startNanos, nanoTime, ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new CallClock(start, startNanos, nanoTime, other);
    }
}
