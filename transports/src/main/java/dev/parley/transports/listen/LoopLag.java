package dev.parley.transports.listen;

import dev.parley.meter.Meters;
import java.time.Duration;

/// How late one event loop runs: the lateness of a 50 ms timer on it. Written by the loop, read by
/// any thread.
final class LoopLag {
    static final long PERIOD_MILLIS = 50;
    private static final long PERIOD_NANOS = PERIOD_MILLIS * 1_000_000;
    private static final int SAMPLES_A_WINDOW = 100;

    private final Meters.Timer timer;
    private long last;
    private int samples;
    private long worstOfThisWindow;
    private volatile long worst;

    LoopLag(Meters.Timer timer, long nowNanos) {
        this.timer = timer;
        this.last = nowNanos;
    }

    void tick(long nowNanos) {
        long late = Math.max(0, nowNanos - last - PERIOD_NANOS);
        last = nowNanos;
        timer.record(Duration.ofNanos(late));
        worstOfThisWindow = Math.max(worstOfThisWindow, late);
        if (++samples == SAMPLES_A_WINDOW) {
            worst = worstOfThisWindow;
            worstOfThisWindow = 0;
            samples = 0;
        } else if (late > worst) {
            worst = late;
        }
    }

    /// The worst of the last window of 5 s: about the 99th percentile.
    Duration recent() {
        return Duration.ofNanos(worst);
    }
}
