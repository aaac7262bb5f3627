package dev.parley.sim.vendor.hear;

import dev.parley.sim.twilio.MuLaw;
import java.util.Optional;

/// Sound as bytes: the encodings that the simulators read and write. Mono.
public enum Coding {
    LINEAR16(2),
    FLOAT32(4),
    MULAW(1),
    ALAW(1);

    private final int width;

    Coding(int width) {
        this.width = width;
    }

    /// Bytes of a sample.
    public int width() {
        return width;
    }

    /// By the names of Deepgram (`linear16`, `mulaw`, `alaw`) and Cartesia (`pcm_s16le`,
    /// `pcm_f32le`, `pcm_mulaw`, `pcm_alaw`).
    public static Optional<Coding> named(String name) {
        return switch (name) {
            case "linear16", "pcm_s16le" -> Optional.of(LINEAR16);
            case "pcm_f32le" -> Optional.of(FLOAT32);
            case "mulaw", "pcm_mulaw" -> Optional.of(MULAW);
            case "alaw", "pcm_alaw" -> Optional.of(ALAW);
            default -> Optional.empty();
        };
    }

    /// The samples in these bytes; a broken one at the end is left out.
    public short[] decode(byte[] bytes) {
        var samples = new short[bytes.length / width];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    switch (this) {
                        case LINEAR16 -> (short) ((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] << 8));
                        case FLOAT32 -> (short) (Float.intBitsToFloat(word(bytes, 4 * i)) * 32_767);
                        case MULAW -> MuLaw.decode(bytes[i]);
                        case ALAW -> fromALaw(bytes[i]);
                    };
        }
        return samples;
    }

    public byte[] encode(short[] samples) {
        var bytes = new byte[samples.length * width];
        for (int i = 0; i < samples.length; i++) {
            switch (this) {
                case LINEAR16 -> {
                    bytes[2 * i] = (byte) samples[i];
                    bytes[2 * i + 1] = (byte) (samples[i] >> 8);
                }
                case FLOAT32 -> {
                    int bits = Float.floatToIntBits(samples[i] / 32_768f);
                    for (int k = 0; k < 4; k++) {
                        bytes[4 * i + k] = (byte) (bits >> (8 * k));
                    }
                }
                case MULAW -> bytes[i] = MuLaw.encode(samples[i]);
                case ALAW -> bytes[i] = toALaw(samples[i]);
            }
        }
        return bytes;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | (bytes[at + 3] << 24);
    }

    /// ITU-T G.711, table 1a.
    private static short fromALaw(byte code) {
        int bits = (code & 0xFF) ^ 0x55;
        int segment = (bits >> 4) & 7;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte toALaw(short sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767);
        int segment = magnitude < 256 ? 0 : 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = (magnitude >> (segment == 0 ? 4 : segment + 3)) & 0x0F;
        return (byte) ((sign | (segment << 4) | mantissa) ^ 0x55);
    }
}
