package dev.parley.sim.twilio;

import java.util.Arrays;

/// µ-law of ITU-T G.711, the simulator's own. 8,000 samples a second, one byte a sample; 20 ms are
/// [#FRAME_BYTES]. Thread-safe.
public final class MuLaw {
    /// 20 ms of sound.
    public static final int FRAME_BYTES = 160;

    /// The code of silence.
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 132;
    private static final int CLIP = 32_635;
    private static final short[] DECODED = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            int bits = ~code & 0xFF;
            int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
            DECODED[code] = (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
        }
    }

    private MuLaw() {}

    /// The 16-bit sample of a code.
    public static short decode(byte code) {
        return DECODED[code & 0xFF];
    }

    /// The 16-bit samples of codes.
    public static short[] decode(byte[] codes) {
        var samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = decode(codes[i]);
        }
        return samples;
    }

    /// The code nearest to a 16-bit sample.
    public static byte encode(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = (magnitude >> (segment + 3)) & 0x0F;
        return (byte) ~(sign | (segment << 4) | mantissa);
    }

    /// The codes of 16-bit samples at 8 kHz.
    public static byte[] encode(short[] samples) {
        var codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = encode(samples[i]);
        }
        return codes;
    }

    /// A fresh frame of silence.
    public static byte[] silence() {
        var frame = new byte[FRAME_BYTES];
        Arrays.fill(frame, SILENCE);
        return frame;
    }
}
