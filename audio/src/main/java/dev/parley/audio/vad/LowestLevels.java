package dev.parley.audio.vad;

import java.util.Arrays;

/// The level of the noise in one band: the third lowest strength of the last 100 frames, smoothed.
/// As in WebRTC's detector, of which this is a part. One stream, one thread.
final class LowestLevels {
    private static final int KEPT = 16;
    private static final int OLDEST = 100;
    private static final short NONE = 10_000;
    private static final short FIRST = 1_600;
    private static final int DOWN = 6_553; // 0.2, Q15
    private static final int UP = 32_439; // 0.99

    private final short[] lowest = new short[KEPT];
    private final int[] ages = new int[KEPT];
    private short mean;

    LowestLevels() {
        reset();
    }

    void reset() {
        Arrays.fill(lowest, NONE);
        Arrays.fill(ages, 0);
        mean = FIRST;
    }

    /// Takes the next frame's strength.
    ///
    /// @param frames how many frames there were before
    /// @return the level of the noise, as strengths are counted
    int level(int strength, int frames) {
        forgetOld();
        insert((short) strength);
        int median = frames > 2 ? lowest[2] : frames > 0 ? lowest[0] : FIRST;
        int weight = frames == 0 ? 0 : median < mean ? DOWN : UP;
        int smoothed = (weight + 1) * mean + (Short.MAX_VALUE - weight) * median + 16_384;
        mean = (short) (smoothed >> 15);
        return mean;
    }

    private void forgetOld() {
        for (int i = 0; i < KEPT; i++) {
            if (ages[i] != OLDEST) {
                ages[i]++;
            } else {
                int behind = KEPT - 1 - i;
                System.arraycopy(lowest, i + 1, lowest, i, behind);
                System.arraycopy(ages, i + 1, ages, i, behind);
                ages[KEPT - 1] = OLDEST + 1;
                lowest[KEPT - 1] = NONE;
            }
        }
    }

    private void insert(short strength) {
        if (strength >= lowest[KEPT - 1]) {
            return;
        }
        int at = KEPT - 1;
        for (; at > 0 && strength < lowest[at - 1]; at--) {
            lowest[at] = lowest[at - 1];
            ages[at] = ages[at - 1];
        }
        lowest[at] = strength;
        ages[at] = 1;
    }
}
