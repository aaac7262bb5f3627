package dev.parley.call.media;

import dev.parley.audio.Resampler;
import dev.parley.audio.SoundPrint;
import dev.parley.call.leg.LegTraits.Codec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns a voice's samples into 20 ms frames of a leg's wire format: resampled, cut, encoded once.
/// One thread.
final class FrameEncoder {
    private final Codec codec;
    private final Sink sink;
    private final @Nullable Resampler resampler;
    private final short[] frame;
    private final byte[] encoded;
    private final SoundPrint prints;
    private short[] resampled = new short[0];
    private int filled;

    /// Takes each whole frame and its print; the array is reused.
    @FunctionalInterface
    interface Sink {
        void frame(byte[] encoded, long print);
    }

    FrameEncoder(int rate, Codec codec, Sink sink) {
        this.codec = codec;
        this.sink = sink;
        this.resampler = rate == codec.rate() ? null : new Resampler(rate, codec.rate());
        this.frame = new short[Wire.frameSamples(codec)];
        this.encoded = new byte[codec.frameBytes()];
        this.prints = new SoundPrint(codec.rate());
    }

    void samples(short[] samples, int offset, int count) {
        if (resampler == null) {
            cut(samples, offset, count);
            return;
        }
        int most = resampler.maxOutput(count);
        if (resampled.length < most) {
            resampled = new short[most];
        }
        cut(resampled, 0, resampler.resample(samples, offset, count, resampled, 0));
    }

    /// Ends the sentence: what the resampler still holds, and silence up to a whole frame.
    void finish() {
        if (resampler != null) {
            samples(new short[resampler.delaySamples()], 0, resampler.delaySamples());
        }
        if (filled > 0) {
            Arrays.fill(frame, filled, frame.length, (short) 0);
            emit();
        }
    }

    private void cut(short[] samples, int offset, int count) {
        for (int done = 0; done < count; ) {
            int part = Math.min(count - done, frame.length - filled);
            System.arraycopy(samples, offset + done, frame, filled, part);
            filled += part;
            done += part;
            if (filled == frame.length) {
                emit();
            }
        }
    }

    private void emit() {
        Wire.encode(codec, frame, 0, frame.length, encoded, 0);
        filled = 0;
        sink.frame(encoded, prints.of(frame, 0, frame.length));
    }
}
