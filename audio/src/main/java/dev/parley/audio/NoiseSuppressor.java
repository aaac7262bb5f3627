package dev.parley.audio;

import java.util.Arrays;
import java.util.Objects;

/// Takes steady noise out of the recognizer's copy of the sound: a filter over short spectra (512
/// samples, half overlapping, square-root Hann) that learns the noise from the first 300 ms and
/// from every later bin that is not clearly louder. For 16 kHz.
///
/// The gain is the square root of Wiener's: what is left has the power of the speech. Wiener's own,
/// twice as strong in decibels, takes soft consonants away with the noise, and with them "six",
/// "two" and "eight" (`bench/hearing.md`).
///
/// Where the talker is more than 26 dB above the noise nothing is changed. Either way the sound
/// comes out [#DELAY] samples later. One stream, one thread; no allocation per call.
public final class NoiseSuppressor {
    /// How much later the sound leaves, in samples: 32 ms.
    public static final int DELAY = 512;

    private static final int SIZE = 512;
    private static final int HOP = 256;
    private static final int BINS = SIZE / 2 + 1;
    private static final int LEARNING_HOPS = 18;
    private static final float UPDATE = 0.03f;
    private static final float CLEARLY_LOUDER = 4;
    private static final float LEAST_GAIN = 0.1f;
    private static final float CLEAN_RATIO = 400; // 26 dB
    private static final float TALKER_RISE = 0.2f;
    private static final float TALKER_FALL = 0.002f;
    private static final float NOTHING = 1e-3f;
    private static final float LOUDEST_NOISE = hopPower(-30);

    private static final Fft FFT = new Fft(SIZE);
    private static final float[] WINDOW = window();

    private final Gain gain;
    private final float[] past = new float[SIZE];
    private final float[] tail = new float[HOP];
    private final short[] ready = new short[HOP];
    private int filled;

    private final float[] real = new float[SIZE];
    private final float[] imaginary = new float[SIZE];
    private final float[] power = new float[BINS];
    private final float[] noise = new float[BINS];
    private final float[] cleanRatio = new float[BINS];
    private int learned;
    private float softestHop;
    private float talker;

    /// How the gain of a spectral line follows what is known of speech and noise in it.
    ///
    /// @param power of Wiener's gain: 0.5 leaves the power of the speech, 1 is Wiener's own
    /// @param smoothing how much of the estimate is the last one's, 0 to 1
    public record Gain(double power, float smoothing) {
        /// The gain of every first hearing.
        public static final Gain KEPT = new Gain(0.5, 0.98f);
    }

    /// A suppressor that knows nothing yet.
    public NoiseSuppressor() {
        this(Gain.KEPT);
    }

    /// One of another gain that knows nothing yet.
    public NoiseSuppressor(Gain gain) {
        this.gain = gain;
        reset();
    }

    /// A suppressor of another gain, at the beginning of a stretch, that knows what this one has
    /// learned of the line.
    public NoiseSuppressor knowing(Gain other) {
        var next = new NoiseSuppressor(other);
        System.arraycopy(noise, 0, next.noise, 0, BINS);
        next.learned = learned;
        next.softestHop = softestHop;
        next.talker = talker;
        return next;
    }

    /// How far the talker is above the noise, as far as both are known, in dB.
    public double speechAboveNoiseDb() {
        return 10 * Math.log10(talker / (sum(noise) + NOTHING));
    }

    /// Cleans the samples in place; what stands there afterwards is the sound [#DELAY] samples
    /// earlier.
    public void process(short[] inOut, int off, int count) {
        Objects.checkFromIndexSize(off, count, inOut.length);
        for (int i = off; i < off + count; i++) {
            past[HOP + filled] = inOut[i];
            inOut[i] = ready[filled];
            filled++;
            if (filled == HOP) {
                filled = 0;
                hop();
            }
        }
    }

    /// Whether the last sound passed unchanged because it is clean.
    public boolean isBypassed() {
        return talker > CLEAN_RATIO * sum(noise);
    }

    /// Begins a new stretch of the same line: what was learned stays, what is in the pipe goes.
    public void restart() {
        Arrays.fill(past, 0);
        Arrays.fill(tail, 0);
        Arrays.fill(ready, (short) 0);
        Arrays.fill(cleanRatio, 0);
        filled = 0;
    }

    /// Forgets everything.
    public void reset() {
        restart();
        Arrays.fill(noise, 0);
        learned = 0;
        softestHop = Float.MAX_VALUE;
        talker = hopPower(-24); // until one is heard
    }

    private void hop() {
        for (int i = 0; i < SIZE; i++) {
            real[i] = past[i] * WINDOW[i];
            imaginary[i] = 0;
        }
        System.arraycopy(past, HOP, past, 0, HOP);
        FFT.forward(real, imaginary);
        for (int k = 0; k < BINS; k++) {
            power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        learn();
        filter(isBypassed());
        FFT.inverse(real, imaginary);
        for (int i = 0; i < HOP; i++) {
            float sample = tail[i] + real[i] * WINDOW[i] / SIZE;
            ready[i] = (short) Math.clamp(Math.rint(sample), Short.MIN_VALUE, Short.MAX_VALUE);
            tail[i] = real[HOP + i] * WINDOW[HOP + i] / SIZE;
        }
    }

    private void learn() {
        float total = sum(power);
        if (learned < LEARNING_HOPS) {
            learnFirst(total);
        } else {
            for (int k = 0; k < BINS; k++) {
                if (power[k] < CLEARLY_LOUDER * noise[k]) {
                    noise[k] += UPDATE * (power[k] - noise[k]);
                }
            }
        }
        if (total > CLEARLY_LOUDER * sum(noise)) {
            talker += (total > talker ? TALKER_RISE : TALKER_FALL) * (total - talker);
        }
    }

    /// The mean of the softest sound so far; whoever speaks at once is not taken for noise.
    private void learnFirst(float total) {
        if (total < softestHop / (2 * CLEARLY_LOUDER)) {
            learned = 0; // what was learned so far was no mere noise
        }
        softestHop = Math.min(softestHop, total);
        if (total <= 2 * CLEARLY_LOUDER * softestHop && total < LOUDEST_NOISE) {
            learned++;
            for (int k = 0; k < BINS; k++) {
                float last = learned == 1 ? 0 : noise[k];
                noise[k] = last + (power[k] - last) / learned;
            }
        }
    }

    /// Ephraim and Malah's decision-directed estimate of speech against noise; the gain that leaves
    /// the power of the speech.
    private void filter(boolean bypassed) {
        for (int k = 0; k < BINS; k++) {
            float ratio = power[k] / (noise[k] + NOTHING);
            float estimate =
                    gain.smoothing * cleanRatio[k] + (1 - gain.smoothing) * Math.max(0, ratio - 1);
            float factor = Math.max(LEAST_GAIN, wiener(estimate));
            cleanRatio[k] = factor * factor * ratio;
            if (!bypassed) {
                scale(k, factor);
            }
        }
    }

    private float wiener(float speechOverNoise) {
        double factor = speechOverNoise / (1.0 + speechOverNoise);
        return (float) (gain.power == 0.5 ? Math.sqrt(factor) : Math.pow(factor, gain.power));
    }

    private void scale(int bin, float factor) {
        real[bin] *= factor;
        imaginary[bin] *= factor;
        if (bin > 0 && bin < SIZE / 2) {
            real[SIZE - bin] *= factor;
            imaginary[SIZE - bin] *= factor;
        }
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /// The sum over all bins for sound of this level: the window halves the power, the bins are
    /// half of the spectrum.
    private static float hopPower(double dbfs) {
        return (float) (Math.pow(10, (dbfs + Level.FULL_SCALE_DB) / 10) * SIZE * SIZE / 4);
    }

    private static float[] window() {
        float[] window = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            window[i] = (float) Math.sin(Math.PI * i / SIZE); // square root of a Hann window
        }
        return window;
    }
}
