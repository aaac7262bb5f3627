package dev.parley.call.media;

import dev.parley.audio.SoundPrint;
import java.util.concurrent.atomic.AtomicLongArray;

/// What the agent plays, as prints by the time at which they play: written by the wheel when it
/// sends, read by the Ear on the IO thread, which compares its own sound with them. A ring of 2.5
/// s; what nobody read is overwritten.
///
/// Frames lie in slots of 20 ms since the call began; one that crosses two counts for the first.
public final class Spoken {
    static final int SLOT_MILLIS = 20;

    private static final int SLOTS = 128;
    private static final long SLOT_NANOS = SLOT_MILLIS * 1_000_000L;
    private static final long NONE = -1;

    private final long startNanos;
    private final AtomicLongArray prints = new AtomicLongArray(SLOTS);
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private volatile long last = NONE;

    /// @param startNanos when the call began, on the play clock
    public Spoken(long startNanos) {
        this.startNanos = startNanos;
        for (int i = 0; i < SLOTS; i++) {
            slots.set(i, NONE);
        }
    }

    /// A frame was sent that plays from `nanos` on. Wheel only.
    public void plays(long nanos, long print) {
        long slot = slot(nanos);
        if (slot < 0) {
            return;
        }
        int at = (int) (slot % SLOTS);
        slots.set(at, NONE);
        prints.set(at, print);
        slots.set(at, slot);
        last = slot;
    }

    /// What plays from `nanos` on was flushed. Wheel only.
    public void cut(long nanos) {
        long from = Math.max(0, slot(nanos) + 1);
        for (long slot = from; slot <= last; slot++) {
            slots.set((int) (slot % SLOTS), NONE);
        }
    }

    /// The last slot that was sent, even if it was cut since; -1 before the first. Any thread.
    long last() {
        return last;
    }

    /// The print of what plays in this slot, silence if that is nothing. Any thread.
    long at(long slot) {
        if (slot < 0) {
            return SoundPrint.SILENCE;
        }
        int at = (int) (slot % SLOTS);
        long print = prints.get(at);
        return slots.get(at) == slot ? print : SoundPrint.SILENCE;
    }

    private long slot(long nanos) {
        return Math.floorDiv(nanos - startNanos, SLOT_NANOS);
    }
}
