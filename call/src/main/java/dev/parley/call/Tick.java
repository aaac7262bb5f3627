package dev.parley.call;

import java.time.Duration;

/// Nanoseconds since the start of a call. A type of its own, so that it is never mixed with a wall
/// clock.
public record Tick(long nanos) implements Comparable<Tick> {
    public static final Tick ZERO = new Tick(0);

    /// Later than every deadline: nothing is due.
    public static final Tick NEVER = new Tick(Long.MAX_VALUE);

    public static Tick ofMillis(long millis) {
        return new Tick(millis * 1_000_000);
    }

    public Tick plus(Duration duration) {
        return this.equals(NEVER) ? NEVER : new Tick(Math.addExact(nanos, duration.toNanos()));
    }

    public Duration since(Tick earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean isAtOrAfter(Tick other) {
        return nanos >= other.nanos;
    }

    public static Tick earlier(Tick one, Tick other) {
        return one.nanos <= other.nanos ? one : other;
    }

    public long millis() {
        return nanos / 1_000_000;
    }

    @Override
    public int compareTo(Tick other) {
        return Long.compare(nanos, other.nanos);
    }
}
