package dev.parley.audio;

import java.util.Arrays;
import java.util.Objects;

/// What 20 ms of sound are like, in one number: how strong they are in eight bands from 300 to 3400
/// Hz, each as wide as its place in hearing, a byte each in half decibels, the lowest band in the
/// lowest byte. So sounds can be compared on threads to which sound does not go.
///
/// A frame of the same sound has the same print at every rate, within three decibels. One stream,
/// one thread; no allocation after construction.
public final class SoundPrint {
    public static final int BANDS = 8;

    /// The print of digital silence.
    public static final long SILENCE = 0;

    private static final int LOWEST = 300;
    private static final int HIGHEST = 3_400;
    private static final int RATE = 8_000; // what is looked at
    private static final int FRAME = RATE / 50;
    private static final int HALF = 64;
    private static final Fft FFT = new Fft(HALF);
    private static final float[] WINDOW = new float[FRAME];
    private static final float[] COSINE = new float[HALF];
    private static final float[] SINE = new float[HALF];

    /// The share of each bin that a band has, from bin [#FIRST] of the band on.
    private static final float[][] SHARES = new float[BANDS][];

    private static final int[] FIRST = new int[BANDS];

    /// Half decibels of 1 to 2, in 256 steps.
    private static final float[] MANTISSA = new float[256];

    private static final float HALF_DECIBELS_A_DOUBLING = (float) (20 * Math.log10(2));

    static {
        double power = 0;
        for (int i = 0; i < FRAME; i++) {
            WINDOW[i] = (float) Math.sin(Math.PI * (i + 0.5) / FRAME);
            power += WINDOW[i] * WINDOW[i];
        }
        for (int bin = 0; bin < HALF; bin++) {
            COSINE[bin] = (float) Math.cos(Math.PI * bin / HALF);
            SINE[bin] = (float) Math.sin(Math.PI * bin / HALF);
        }
        double scale = 2 / (power * 2 * HALF);
        for (int band = 0; band < BANDS; band++) {
            double from = edge(band);
            double to = edge(band + 1);
            FIRST[band] = (int) Math.round(from);
            SHARES[band] = new float[(int) Math.round(to) - FIRST[band] + 1];
            for (int i = 0; i < SHARES[band].length; i++) {
                int bin = FIRST[band] + i;
                double share = Math.min(to, bin + 0.5) - Math.max(from, bin - 0.5);
                SHARES[band][i] = (float) (scale * Math.max(0, share));
            }
        }
        for (int i = 0; i < MANTISSA.length; i++) {
            MANTISSA[i] = (float) (20 * Math.log10(1 + (i + 0.5) / MANTISSA.length));
        }
    }

    private static double edge(int band) {
        double hertz = LOWEST * Math.pow((double) HIGHEST / LOWEST, (double) band / BANDS);
        return hertz * 2 * HALF / RATE;
    }

    private final int step;
    private final float[] real = new float[HALF];
    private final float[] imaginary = new float[HALF];

    /// @param rate samples a second of what will be looked at, a multiple of 8000 up to 48000
    public SoundPrint(int rate) {
        if (rate < RATE || rate > 48_000 || rate % RATE != 0) {
            throw new IllegalArgumentException(
                    "expected a rate of 8000, 16000, 24000, 32000, 40000 or 48000, got " + rate);
        }
        step = rate / RATE;
    }

    /// The print of one frame: at most 20 ms, silence behind fewer.
    public long of(short[] samples, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, samples.length);
        int used = Math.min(count / step, FRAME);
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        // what is longer than the transform is folded onto its beginning: a bin stays what it is
        fold(samples, offset, 0, Math.min(used, 2 * HALF));
        fold(samples, offset, 2 * HALF, used);
        FFT.forward(real, imaginary);
        long print = 0;
        for (int band = BANDS - 1; band >= 0; band--) {
            float power = 0;
            float[] shares = SHARES[band];
            for (int i = 0; i < shares.length; i++) {
                power += shares[i] * power(FIRST[band] + i);
            }
            print = (print << 8) | halfDecibels(power);
        }
        return print;
    }

    /// Even samples to the real part, odd ones to the imaginary part.
    private void fold(short[] samples, int offset, int from, int to) {
        int i = from;
        for (; i + 1 < to; i += 2) {
            int at = (i - from) / 2;
            real[at] += sample(samples, offset, i) * WINDOW[i];
            imaginary[at] += sample(samples, offset, i + 1) * WINDOW[i + 1];
        }
        if (i < to) {
            real[(i - from) / 2] += sample(samples, offset, i) * WINDOW[i];
        }
    }

    /// The sample at 8 kHz, as the mean of those it stands for.
    private float sample(short[] samples, int offset, int i) {
        if (step == 1) {
            return samples[offset + i];
        }
        int sum = 0;
        for (int k = 0; k < step; k++) {
            sum += samples[offset + i * step + k];
        }
        return (float) sum / step;
    }

    /// Of one bin of twice as long a transform: the even samples are the real part of what was
    /// transformed, the odd ones the imaginary part.
    private float power(int bin) {
        int mirror = HALF - bin;
        float evenReal = (real[bin] + real[mirror]) / 2;
        float evenImaginary = (imaginary[bin] - imaginary[mirror]) / 2;
        float oddReal = (imaginary[bin] + imaginary[mirror]) / 2;
        float oddImaginary = (real[mirror] - real[bin]) / 2;
        float sumReal = evenReal + oddReal * COSINE[bin] + oddImaginary * SINE[bin];
        float sumImaginary = evenImaginary + oddImaginary * COSINE[bin] - oddReal * SINE[bin];
        return sumReal * sumReal + sumImaginary * sumImaginary;
    }

    /// Decibels of one band, where a mean square of 1 on the 16-bit scale is 0; 0 for less.
    public static double decibels(long print, int band) {
        return ((print >>> (8 * band)) & 0xFF) / 2.0;
    }

    private static int halfDecibels(float power) {
        if (power <= 1) {
            return 0;
        }
        int bits = Float.floatToRawIntBits(power);
        int doublings = (bits >>> 23) - 127;
        float above = MANTISSA[(bits >>> 15) & 0xFF];
        return Math.min(255, Math.round(doublings * HALF_DECIBELS_A_DOUBLING + above));
    }
}
