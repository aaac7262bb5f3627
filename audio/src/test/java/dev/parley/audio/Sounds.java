package dev.parley.audio;

import java.util.Random;

/// Sounds for tests, the same in every run. Levels are RMS in dBFS.
public final class Sounds {
    private Sounds() {}

    public static short[] sine(int rate, double frequency, double dbfs, int count) {
        double amplitude = 32768 * Math.sqrt(2) * Math.pow(10, dbfs / 20);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] =
                    (short) Math.rint(amplitude * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return samples;
    }

    public static short[] whiteNoise(long seed, double dbfs, int count) {
        Random random = new Random(seed);
        double scale = 32768 * Math.pow(10, dbfs / 20);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = clipped(random.nextGaussian() * scale);
        }
        return samples;
    }

    /// Voss's sum of ten rows, each drawn anew half as often as the one before.
    public static short[] pinkNoise(long seed, double dbfs, int count) {
        Random random = new Random(seed);
        double[] rows = new double[10];
        double scale = 32768 * Math.pow(10, dbfs / 20) / Math.sqrt(rows.length);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            for (int row = 0; row < rows.length; row++) {
                if (i % (1 << row) == 0) {
                    rows[row] = random.nextGaussian();
                }
            }
            double sum = 0;
            for (double row : rows) {
                sum += row;
            }
            samples[i] = clipped(sum * scale);
        }
        return samples;
    }

    public static short[] sum(short[] a, short[] b) {
        short[] samples = new short[Math.max(a.length, b.length)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clipped((i < a.length ? a[i] : 0) + (double) (i < b.length ? b[i] : 0));
        }
        return samples;
    }

    public static short[] louder(short[] samples, double decibels) {
        short[] louder = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            louder[i] = clipped(samples[i] * Math.pow(10, decibels / 20));
        }
        return louder;
    }

    /// One after the other.
    public static short[] joined(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] samples = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, samples, at, part.length);
            at += part.length;
        }
        return samples;
    }

    private static short clipped(double value) {
        return (short) Math.clamp(Math.rint(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
