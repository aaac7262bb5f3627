package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.hear.Coding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A RIFF/WAVE file of 16-bit mono PCM with true sizes.
final class WavFile {
    private static final int LEAST = 44;

    private final int rate;
    private final short[] samples;

    private WavFile(int rate, short[] samples) {
        this.rate = rate;
        this.samples = samples;
    }

    int rate() {
        return rate;
    }

    short[] samples() {
        return samples;
    }

    double seconds() {
        return samples.length / (double) rate;
    }

    /// @throws IllegalArgumentException with what is wrong
    static WavFile read(byte[] bytes) {
        if (bytes.length < LEAST
                || !tag(bytes, 0).equals("RIFF")
                || !tag(bytes, 8).equals("WAVE")) {
            throw new IllegalArgumentException("no RIFF/WAVE file");
        }
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(4) != bytes.length - 8) {
            throw new IllegalArgumentException(
                    "RIFF size %d in a file of %d bytes".formatted(in.getInt(4), bytes.length));
        }
        int rate = 0;
        int at = 12;
        while (at + 8 <= bytes.length) {
            int size = in.getInt(at + 4);
            if (size < 0 || size > bytes.length - at - 8) {
                throw new IllegalArgumentException("a chunk of %d bytes".formatted(size));
            }
            if (tag(bytes, at).equals("fmt ")) {
                if (in.getShort(at + 8) != 1
                        || in.getShort(at + 10) != 1
                        || in.getShort(at + 22) != 16) {
                    throw new IllegalArgumentException("expected 16-bit mono PCM");
                }
                rate = in.getInt(at + 12);
            } else if (tag(bytes, at).equals("data") && rate >= 8_000 && rate <= 48_000) {
                return new WavFile(
                        rate,
                        Coding.LINEAR16.decode(Arrays.copyOfRange(bytes, at + 8, at + 8 + size)));
            }
            at += 8 + size + (size & 1);
        }
        throw new IllegalArgumentException("no data of 8 to 48 kHz");
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
