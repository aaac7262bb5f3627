package dev.parley.audio;

import java.util.Objects;

/// µ-law and A-law of ITU-T G.711 to and from 16-bit samples, by table. Any thread; no allocation.
///
/// 16-bit samples carry the 14-bit (µ-law) and 13-bit (A-law) values of the Recommendation in their
/// upper bits. One code has no own value: µ-law 0x7F ("negative zero") decodes to 0 and 0 encodes
/// to 0xFF.
public final class G711 {
    /// µ-law code of silence.
    public static final byte MU_LAW_SILENCE = (byte) 0xFF;

    /// A-law code of silence.
    public static final byte A_LAW_SILENCE = (byte) 0xD5;

    private static final int MU_LAW_BIAS = 33 << 2;
    private static final int MU_LAW_CLIP = (8158 << 2) + 3;

    private static final short[] FROM_MU_LAW = new short[256];
    private static final short[] FROM_A_LAW = new short[256];
    private static final byte[] TO_MU_LAW = new byte[1 << 16];
    private static final byte[] TO_A_LAW = new byte[1 << 16];

    static {
        for (int code = 0; code < 256; code++) {
            FROM_MU_LAW[code] = muLawValue(code);
            FROM_A_LAW[code] = aLawValue(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            TO_MU_LAW[sample & 0xFFFF] = (byte) muLawCode(sample);
            TO_A_LAW[sample & 0xFFFF] = (byte) aLawCode(sample);
        }
    }

    private G711() {}

    /// Decodes `count` µ-law bytes into as many samples.
    public static void decodeMuLaw(byte[] in, int inOff, int count, short[] out, int outOff) {
        decode(FROM_MU_LAW, in, inOff, count, out, outOff);
    }

    /// Encodes `count` samples into as many µ-law bytes.
    public static void encodeMuLaw(short[] in, int inOff, int count, byte[] out, int outOff) {
        encode(TO_MU_LAW, in, inOff, count, out, outOff);
    }

    /// Decodes `count` A-law bytes into as many samples.
    public static void decodeALaw(byte[] in, int inOff, int count, short[] out, int outOff) {
        decode(FROM_A_LAW, in, inOff, count, out, outOff);
    }

    /// Encodes `count` samples into as many A-law bytes.
    public static void encodeALaw(short[] in, int inOff, int count, byte[] out, int outOff) {
        encode(TO_A_LAW, in, inOff, count, out, outOff);
    }

    private static void decode(
            short[] table, byte[] in, int inOff, int count, short[] out, int outOff) {
        Objects.checkFromIndexSize(inOff, count, in.length);
        Objects.checkFromIndexSize(outOff, count, out.length);
        for (int i = 0; i < count; i++) {
            out[outOff + i] = table[in[inOff + i] & 0xFF];
        }
    }

    private static void encode(
            byte[] table, short[] in, int inOff, int count, byte[] out, int outOff) {
        Objects.checkFromIndexSize(inOff, count, in.length);
        Objects.checkFromIndexSize(outOff, count, out.length);
        for (int i = 0; i < count; i++) {
            out[outOff + i] = table[in[inOff + i] & 0xFFFF];
        }
    }

    private static short muLawValue(int code) {
        int plain = ~code;
        int segment = (plain >> 4) & 7;
        int step = plain & 15;
        int magnitude = (((step << 3) + MU_LAW_BIAS) << segment) - MU_LAW_BIAS;
        return (short) ((plain & 0x80) == 0 ? magnitude : -magnitude);
    }

    private static int muLawCode(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int biased = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS;
        int segment = 31 - Integer.numberOfLeadingZeros(biased) - 7;
        int step = (biased >> (segment + 3)) & 15;
        return ~(sign | (segment << 4) | step);
    }

    private static short aLawValue(int code) {
        int plain = code ^ 0x55;
        int segment = (plain >> 4) & 7;
        int middle = ((plain & 15) << 4) + 8;
        int magnitude = segment == 0 ? middle : (middle + 256) << (segment - 1);
        return (short) ((plain & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static int aLawCode(int sample) {
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = sample < 0 ? ~sample : sample; // one's complement, as in ITU-T G.191
        int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 7);
        int step = (magnitude >> (Math.max(segment, 1) + 3)) & 15;
        return (sign | (segment << 4) | step) ^ 0x55;
    }
}
