package dev.parley.transports.browser;

import dev.parley.audio.Resampler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Turns a client's sound, of any rate from 8 to 48 kHz and one or two channels, into the leg's: 16
/// bit, little endian, mono. Clients send no timestamps, and nothing at all while the microphone is
/// off, so a pause of arrival counts as a pause of the sound. IO thread only.
final class Microphone {
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 48_000;

    /// All rates in use are multiples of it; it keeps the resampler small.
    private static final int RATE_STEP = 25;

    /// More changes of the rate than any client makes.
    private static final int MAX_CHANGES = 16;

    /// From here on the ear fills in silence by itself.
    private static final long PAUSE_NANOS = 60_000_000;

    /// The backlog of a stall of the network may come at once, up to this much.
    private static final long TOO_FAST_NANOS = 3_000_000_000L;

    private static final long FLOOD_NANOS = 30_000_000_000L;

    private final int legRate;
    private final Sink sink;
    private final long began;
    private @Nullable Resampler resampler;
    private int rate;
    private int changes;
    private short[] mono = new short[1024];
    private short[] converted = new short[2048];
    private byte[] wire = new byte[4096];

    /// Samples at the leg's rate from the start, pauses included: where the next one belongs.
    private long position;

    /// Sound received beyond what time has passed for, however it was spread before.
    private long aheadNanos;

    private long lastArrival;

    /// Takes sound in the leg's wire format; the array is reused.
    @FunctionalInterface
    interface Sink {
        void audio(byte[] payload, int offset, int length, long mediaMillis);
    }

    /// What came of a piece.
    enum Verdict {
        PASSED,
        /// Too far ahead of real time: dropped.
        TOO_FAST,
        /// Far beyond that: no microphone does it.
        FLOOD,
        /// Not sound we can take.
        BAD
    }

    Microphone(int legRate, long nowNanos, Sink sink) {
        this.legRate = legRate;
        this.sink = sink;
        this.began = nowNanos;
        this.lastArrival = nowNanos;
    }

    Verdict hear(byte[] bytes, int offset, int length, int itsRate, int channels, long now) {
        int bytesPerSample = 2 * channels;
        if (channels < 1
                || channels > 2
                || itsRate < MIN_RATE
                || itsRate > MAX_RATE
                || itsRate % RATE_STEP != 0
                || length == 0
                || length % bytesPerSample != 0) {
            return Verdict.BAD;
        }
        int samples = length / bytesPerSample;
        long nanos = 1_000_000_000L * samples / itsRate;
        aheadNanos = Math.max(0, aheadNanos - (now - lastArrival)) + nanos;
        pause(now, nanos);
        if (aheadNanos > FLOOD_NANOS) {
            return Verdict.FLOOD;
        }
        if (aheadNanos > TOO_FAST_NANOS) {
            return Verdict.TOO_FAST;
        }
        if (!tune(itsRate)) {
            return Verdict.BAD;
        }
        mix(bytes, offset, samples, channels);
        pass(samples);
        return Verdict.PASSED;
    }

    /// After a pause the sound goes on where real time is, unless it is there already: a stall of
    /// the network looks like a pause until its backlog comes, and many must not add up.
    private void pause(long now, long nanos) {
        long gap = now - lastArrival;
        lastArrival = now;
        if (gap >= PAUSE_NANOS && gap > nanos) {
            long real = Duration.ofNanos(now - began - nanos).toMillis() * legRate / 1000;
            position = Math.max(position, real);
        }
    }

    private boolean tune(int itsRate) {
        if (itsRate == rate) {
            return true;
        }
        if (++changes > MAX_CHANGES) {
            return false;
        }
        rate = itsRate;
        resampler = itsRate == legRate ? null : new Resampler(itsRate, legRate);
        return true;
    }

    private void mix(byte[] bytes, int offset, int samples, int channels) {
        if (mono.length < samples) {
            mono = new short[samples];
        }
        for (int i = 0, at = offset; i < samples; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++, at += 2) {
                sum += (short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
            }
            mono[i] = (short) (sum / channels);
        }
    }

    private void pass(int samples) {
        short[] sound = mono;
        int count = samples;
        if (resampler != null) {
            int most = resampler.maxOutput(samples);
            if (converted.length < most) {
                converted = new short[most];
            }
            count = resampler.resample(mono, 0, samples, converted, 0);
            sound = converted;
        }
        if (wire.length < 2 * count) {
            wire = new byte[2 * count];
        }
        for (int i = 0; i < count; i++) {
            wire[2 * i] = (byte) sound[i];
            wire[2 * i + 1] = (byte) (sound[i] >> 8);
        }
        if (count > 0) {
            sink.audio(wire, 0, 2 * count, position * 1000 / legRate);
        }
        position += count;
    }
}
