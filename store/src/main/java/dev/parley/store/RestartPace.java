package dev.parley.store;

import java.time.Duration;

/// How long to wait before PostgreSQL is started again: not at all after it ran for a minute, then
/// a quarter of a second, doubled each time up to half a minute. So a disk that is full for an hour
/// costs 120 attempts and heals by itself.
final class RestartPace {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private int attempts;
    private long lastNanos;

    /// The wait before an attempt at `nanos` (`System.nanoTime`), which then counts as made.
    Duration next(long nanos) {
        if (attempts > 0 && nanos - lastNanos > STEADY.plus(LONGEST).toNanos()) {
            attempts = 0;
        }
        var wait =
                attempts == 0
                        ? Duration.ZERO
                        : FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
        if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        attempts++;
        lastNanos = nanos + wait.toNanos();
        return wait;
    }

    int attempts() {
        return attempts;
    }
}
