package dev.parley.call.sound;

import java.util.concurrent.atomic.AtomicLong;

/// Levels of frames on their way from the thread that carries the sound to the one that measures
/// it; allocated once. A full ring takes nothing more.
final class LevelRing {
    /// About 5 s of frames.
    static final int SLOTS = 256;

    /// What an entry is, besides a frame's levels.
    static final long CUT = -1;

    static final long VOICE = -2;
    static final long VOICE_ENDED = -3;

    private final long[] cells = new long[SLOTS];
    private final long[] levels = new long[SLOTS];
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /// Adding thread only; false if the ring is full.
    ///
    /// @param cell where the frame, or what is told, begins
    /// @param level as [Levels] packs them, or one of the constants
    boolean add(long cell, long level) {
        long at = added.get();
        if (at - taken.get() >= SLOTS) {
            return false;
        }
        int slot = (int) (at % SLOTS);
        cells[slot] = cell;
        levels[slot] = level;
        added.lazySet(at + 1);
        return true;
    }

    /// Taking thread only: whether there is an entry to look at and then [#remove].
    boolean hasNext() {
        return taken.get() < added.get();
    }

    long cell() {
        return cells[(int) (taken.get() % SLOTS)];
    }

    long level() {
        return levels[(int) (taken.get() % SLOTS)];
    }

    void remove() {
        taken.lazySet(taken.get() + 1);
    }
}
