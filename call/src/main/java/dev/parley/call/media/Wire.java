package dev.parley.call.media;

import dev.parley.audio.G711;
import dev.parley.call.leg.LegTraits.Codec;
import java.util.Arrays;

/// The wire formats of legs: 16-bit samples to payload bytes and back. PCM is little-endian. Any
/// thread; no allocation.
final class Wire {
    private Wire() {}

    static int bytesPerSample(Codec codec) {
        return codec.frameBytes() / (codec.rate() / 50);
    }

    static int frameSamples(Codec codec) {
        return codec.rate() / 50;
    }

    static void encode(Codec codec, short[] in, int inOff, int count, byte[] out, int outOff) {
        switch (codec) {
            case MULAW_8K -> G711.encodeMuLaw(in, inOff, count, out, outOff);
            case ALAW_8K -> G711.encodeALaw(in, inOff, count, out, outOff);
            case PCM_8K, PCM_16K, PCM_24K -> {
                for (int i = 0; i < count; i++) {
                    short sample = in[inOff + i];
                    out[outOff + 2 * i] = (byte) sample;
                    out[outOff + 2 * i + 1] = (byte) (sample >> 8);
                }
            }
        }
    }

    static void decode(Codec codec, byte[] in, int inOff, int count, short[] out, int outOff) {
        switch (codec) {
            case MULAW_8K -> G711.decodeMuLaw(in, inOff, count, out, outOff);
            case ALAW_8K -> G711.decodeALaw(in, inOff, count, out, outOff);
            case PCM_8K, PCM_16K, PCM_24K -> {
                for (int i = 0; i < count; i++) {
                    int low = in[inOff + 2 * i] & 0xFF;
                    out[outOff + i] = (short) (in[inOff + 2 * i + 1] << 8 | low);
                }
            }
        }
    }

    /// One frame of silence.
    static byte[] silence(Codec codec) {
        byte[] frame = new byte[codec.frameBytes()];
        byte zero =
                switch (codec) {
                    case MULAW_8K -> G711.MU_LAW_SILENCE;
                    case ALAW_8K -> G711.A_LAW_SILENCE;
                    case PCM_8K, PCM_16K, PCM_24K -> 0;
                };
        Arrays.fill(frame, zero);
        return frame;
    }
}
