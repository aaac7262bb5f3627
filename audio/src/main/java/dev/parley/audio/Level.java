package dev.parley.audio;

import java.util.Objects;

/// How loud sound is. Any thread; no allocation.
public final class Level {
    /// The level of digital silence.
    public static final double SILENCE_DBFS = -100;

    /// Decibels of a full-scale square wave on the 16-bit scale, where a mean square of 1 is 0 dB.
    public static final double FULL_SCALE_DB = 20 * Math.log10(32768);

    private Level() {}

    /// Mean power in decibels against a full-scale square wave: a full-scale sine is -3 dBFS.
    /// Silence, and no samples at all, are -100.
    public static double dbfs(short[] samples, int offset, int count) {
        double power = meanSquare(samples, offset, count);
        return power == 0
                ? SILENCE_DBFS
                : Math.max(SILENCE_DBFS, 10 * Math.log10(power) - FULL_SCALE_DB);
    }

    /// Mean power on the 16-bit scale; 0 of no samples.
    public static double meanSquare(short[] samples, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, samples.length);
        long power = 0;
        for (int i = 0; i < count; i++) {
            int sample = samples[offset + i];
            power += (long) sample * sample;
        }
        return count == 0 ? 0 : (double) power / count;
    }
}
