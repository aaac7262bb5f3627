package dev.parley.call.media;

/// A wheel whose time is turned by hand, one millisecond at a time.
final class HandWheel {
    private static final long MILLI = 1_000_000;

    final Wheel wheel = new Wheel(0, new Lateness(), () -> {});
    private long now;

    long nanos() {
        return now;
    }

    long millis() {
        return now / MILLI;
    }

    /// Lets time pass; the wheel runs after each millisecond.
    void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += MILLI;
            wheel.advance(now);
        }
    }

    /// The wheel's thread gets no processor for so long, and runs then.
    void stall(long millis) {
        now += millis * MILLI;
        wheel.advance(now);
    }
}
