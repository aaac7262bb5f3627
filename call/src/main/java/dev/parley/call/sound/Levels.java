package dev.parley.call.sound;

import dev.parley.audio.G711;
import dev.parley.audio.Level;
import dev.parley.call.leg.LegTraits.Codec;

/// How loud a frame in wire format is, in four cells of 5 ms each: root mean squares of 16 bits,
/// the first in the lowest bits. Any thread; no allocation.
final class Levels {
    static final int CELL_MILLIS = 5;
    static final long CELL_NANOS = CELL_MILLIS * 1_000_000L;
    static final int CELLS = 4;

    private static final int[] MU_LAW = new int[256];
    private static final int[] A_LAW = new int[256];

    static {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        short[] samples = new short[256];
        G711.decodeMuLaw(codes, 0, 256, samples, 0);
        squares(samples, MU_LAW);
        G711.decodeALaw(codes, 0, 256, samples, 0);
        squares(samples, A_LAW);
    }

    private Levels() {}

    private static void squares(short[] samples, int[] into) {
        for (int i = 0; i < samples.length; i++) {
            into[i] = samples[i] * samples[i];
        }
    }

    /// Samples of one cell.
    static int cellSamples(Codec codec) {
        return codec.rate() / 200;
    }

    /// @param length bytes, at most those of 20 ms; what is beyond is left out
    static long of(Codec codec, byte[] payload, int offset, int length) {
        int cellBytes = codec.frameBytes() / CELLS;
        long packed = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            int from = cell * cellBytes;
            int bytes = Math.min(cellBytes, length - from);
            if (bytes <= 1) {
                break;
            }
            long level =
                    switch (codec) {
                        case MULAW_8K -> table(MU_LAW, payload, offset + from, bytes);
                        case ALAW_8K -> table(A_LAW, payload, offset + from, bytes);
                        case PCM_8K, PCM_16K, PCM_24K -> linear(payload, offset + from, bytes);
                    };
            packed |= level << (16 * cell);
        }
        return packed;
    }

    /// The level of one cell of a frame.
    static int cell(long packed, int cell) {
        return (int) (packed >>> (16 * cell)) & 0xFFFF;
    }

    /// The same in decibels against full scale, as [Level#dbfs] counts.
    static double dbfs(double level) {
        return level < 1
                ? Level.SILENCE_DBFS
                : Math.max(Level.SILENCE_DBFS, 20 * Math.log10(level) - Level.FULL_SCALE_DB);
    }

    /// The least level, as a root mean square, that is as loud as this.
    static int least(double dbfs) {
        int level = 0;
        while (dbfs(level) < dbfs) {
            level++;
        }
        return level;
    }

    private static long table(int[] squares, byte[] payload, int offset, int count) {
        long power = 0;
        for (int i = offset; i < offset + count; i++) {
            power += squares[payload[i] & 0xFF];
        }
        return (long) Math.sqrt((double) power / count);
    }

    private static long linear(byte[] payload, int offset, int bytes) {
        int count = bytes / 2;
        long power = 0;
        for (int i = offset; i < offset + 2 * count; i += 2) {
            int sample = (short) (payload[i + 1] << 8 | (payload[i] & 0xFF));
            power += (long) sample * sample;
        }
        return (long) Math.sqrt((double) power / count);
    }
}
