package dev.parley.call.media;

import java.util.concurrent.atomic.AtomicLong;

/// Frames on their way from one thread to one other, with their positions; allocated once. A full
/// ring takes no frame; some room is kept for cuts, which must not be lost.
final class FrameRing {
    /// Length of an entry that is a cut.
    static final int CUT = -1;

    private static final int KEPT_FOR_CUTS = 8;

    private final int slots;
    private final int slotBytes;
    private final byte[] bytes;
    private final long[] positions;
    private final int[] lengths;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    FrameRing(int slots, int slotBytes) {
        this.slots = slots;
        this.slotBytes = slotBytes;
        this.bytes = new byte[slots * slotBytes];
        this.positions = new long[slots];
        this.lengths = new int[slots];
    }

    /// Adding thread only. False if the ring is full or the frame too long.
    boolean add(long position, byte[] payload, int offset, int length) {
        if (length > slotBytes || room() <= KEPT_FOR_CUTS) {
            return false;
        }
        int slot = (int) (added.get() % slots);
        System.arraycopy(payload, offset, bytes, slot * slotBytes, length);
        put(slot, position, length);
        return true;
    }

    /// Adding thread only. False if even the room for cuts is full.
    boolean addCut(long position) {
        if (room() == 0) {
            return false;
        }
        put((int) (added.get() % slots), position, CUT);
        return true;
    }

    /// Taking thread only: whether there is an entry to look at and then [#remove].
    boolean hasNext() {
        return taken.get() < added.get();
    }

    long position() {
        return positions[slot()];
    }

    int length() {
        return lengths[slot()];
    }

    byte[] array() {
        return bytes;
    }

    int offset() {
        return slot() * slotBytes;
    }

    void remove() {
        taken.lazySet(taken.get() + 1);
    }

    private int slot() {
        return (int) (taken.get() % slots);
    }

    private long room() {
        return slots - (added.get() - taken.get());
    }

    private void put(int slot, long position, int length) {
        positions[slot] = position;
        lengths[slot] = length;
        added.lazySet(added.get() + 1);
    }
}
