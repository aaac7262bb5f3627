package dev.parley.providers.chain;

import java.time.Duration;

/// The time of chains: a monotonic clock and alarms. Thread-safe.
public interface Timekeeper {
    /// Monotonic nanoseconds from some moment on.
    long nanoTime();

    /// Runs this once, later, on a thread of the timekeeper; it must not block. Never within this
    /// method.
    Alarm after(Duration delay, Runnable task);

    /// Runs this soon on a thread of its own, which may block.
    void fork(Runnable task);

    /// Something that will happen; closing it prevents that, unless it is happening.
    @FunctionalInterface
    interface Alarm extends AutoCloseable {
        @Override
        void close();
    }
}
