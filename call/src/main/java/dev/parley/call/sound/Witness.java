package dev.parley.call.sound;

/// Where the detector of speech heard a voice: it does not say when a sound ended, only whether a
/// sound was a voice. Keeps the last 16 stretches. Measuring thread only.
final class Witness {
    private static final int KEPT = 16;

    /// How far its word reaches: it hears in steps of 32 ms and smooths.
    private static final int REACH = 12;

    private final long[] from = new long[KEPT];
    private final long[] to = new long[KEPT];
    private long count;

    void began(long cell) {
        int slot = (int) (count % KEPT);
        from[slot] = cell;
        to[slot] = Long.MAX_VALUE;
        count++;
    }

    void ended(long cell) {
        if (count > 0) {
            int slot = (int) ((count - 1) % KEPT);
            to[slot] = Math.max(from[slot], cell);
        }
    }

    /// Whether there is one: calls without a detector have none.
    boolean isThere() {
        return count > 0;
    }

    /// Whether it heard a voice anywhere in this stretch.
    boolean heard(long first, long end) {
        for (int slot = 0; slot < Math.min(count, KEPT); slot++) {
            if (from[slot] - REACH < end
                    && (to[slot] > Long.MAX_VALUE / 2 || to[slot] + REACH > first)) {
                return true;
            }
        }
        return false;
    }
}
