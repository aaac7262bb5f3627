package dev.parley.agents.garage;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time, its end not included.
public record Span(Instant from, Instant until) {
    public Span {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "expected a beginning before the end, got " + from + " to " + until);
        }
    }

    static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }

    boolean overlaps(Span other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    boolean contains(Span other) {
        return !other.from.isBefore(from) && !other.until.isAfter(until);
    }
}
