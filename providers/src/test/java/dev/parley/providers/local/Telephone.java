package dev.parley.providers.local;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/// A telephone line: 8 kHz µ-law between two ends at 16 kHz.
final class Telephone {
    private Telephone() {}

    /// The sound after the line, in digital silence of `leadMillis` before and 300 ms behind.
    static short[] line(short[] sound, double gain, int leadMillis) {
        short[] soft = new short[sound.length];
        for (int i = 0; i < soft.length; i++) {
            soft[i] =
                    (short)
                            Math.clamp(
                                    Math.round(sound[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        short[] narrow = resampled(soft, 16_000, 8_000);
        byte[] bytes = new byte[narrow.length];
        G711.encodeMuLaw(narrow, 0, narrow.length, bytes, 0);
        return received(bytes, leadMillis);
    }

    /// µ-law bytes as the other end hears them.
    static short[] received(byte[] bytes, int leadMillis) {
        short[] narrow = new short[bytes.length];
        G711.decodeMuLaw(bytes, 0, bytes.length, narrow, 0);
        short[] wide = resampled(narrow, 8_000, 16_000);
        short[] silent = new short[wide.length + 16 * (leadMillis + 300)];
        System.arraycopy(wide, 0, silent, 16 * leadMillis, wide.length);
        return silent;
    }

    /// A recording in the test resources.
    static byte[] recording(String name) {
        try (InputStream in = Telephone.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// White noise over the whole sound.
    static void addNoise(short[] sound, double dbfs, long seed) {
        var random = new SplittableRandom(seed);
        double amplitude = 32_768 * Math.pow(10, dbfs / 20) * Math.sqrt(3);
        for (int i = 0; i < sound.length; i++) {
            sound[i] =
                    (short)
                            Math.clamp(
                                    Math.round(sound[i] + random.nextDouble(-1, 1) * amplitude),
                                    Short.MIN_VALUE,
                                    Short.MAX_VALUE);
        }
    }

    private static short[] resampled(short[] in, int from, int to) {
        var resampler = new Resampler(from, to);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.resample(in, 0, in.length, out, 0));
    }
}
