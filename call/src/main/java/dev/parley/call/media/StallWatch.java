package dev.parley.call.media;

import dev.parley.call.leg.Leg;
import java.util.function.LongSupplier;

/// Has the ear filled with silence while its leg delivers nothing, every 20 ms after the first 60,
/// so that the end of speech is noticed when a carrier sends no frames. One tick is under way at a
/// time, so that a loop that lags is not given more to do. On the wheel.
final class StallWatch implements Paced {
    private static final long STEP_NANOS = 20_000_000;

    private final Ear ear;
    private final Leg leg;
    private final LongSupplier callNanos;
    private final Runnable tick;

    StallWatch(Ear ear, Leg leg, LongSupplier callNanos) {
        this.ear = ear;
        this.leg = leg;
        this.callNanos = callNanos;
        this.tick = ear::tick;
    }

    @Override
    public long run(long now) {
        long callNow = callNanos.getAsLong();
        long silent = callNow - ear.lastArrival();
        if (silent < MediaClock.STALL_NANOS) {
            return now + MediaClock.STALL_NANOS - silent;
        }
        if (ear.claimTick(callNow)) {
            leg.execute(tick);
        }
        return now + STEP_NANOS;
    }

    @Override
    public void failed(RuntimeException failure) {
        ear.broken(failure);
    }
}
