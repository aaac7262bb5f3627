package dev.parley.providers.local;

import java.util.Arrays;

/// The sound of an utterance for hearing it again, up to a length; what is longer is not kept
/// whole. One thread.
final class KeptSound {
    private final int most;
    private short[] samples = new short[0];
    private int heard;

    /// @param most samples that are kept
    KeptSound(int most) {
        this.most = most;
    }

    void add(short[] sound, int count) {
        if (heard + count <= most) {
            if (heard + count > samples.length) {
                samples = Arrays.copyOf(samples, Math.min(most, 2 * (heard + count)));
            }
            System.arraycopy(sound, 0, samples, heard, count);
        } else {
            samples = new short[0];
        }
        heard += count;
    }

    /// Whether nothing is missing.
    boolean isWhole() {
        return heard <= most;
    }

    /// A copy of all of it.
    short[] copy() {
        return Arrays.copyOf(samples, heard);
    }
}
