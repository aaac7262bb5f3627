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
    private static final int HALF = 128;
    private static final Fft FFT = new Fft(HALF);
    private static final float[] WINDOW = new float[FRAME];
    private static final float[] COSINE = new float[HALF];
    private static final float[] SINE = new float[HALF];

    /// The bins of band b are those from edge b up to edge b + 1.
    private static final int[] EDGES = new int[BANDS + 1];

    private static final double SCALE;

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
        for (int band = 0; band <= BANDS; band++) {
            double hertz = LOWEST * Math.pow((double) HIGHEST / LOWEST, (double) band / BANDS);
            EDGES[band] = (int) Math.round(hertz * 2 * HALF / RATE);
        }
        SCALE = 2 / (power * 2 * HALF);
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
        for (int i = 0; i < used; i++) {
            int sum = 0;
            for (int k = 0; k < step; k++) {
                sum += samples[offset + i * step + k];
            }
            float[] half = i % 2 == 0 ? real : imaginary;
            half[i / 2] = (float) sum / step * WINDOW[i];
        }
        FFT.forward(real, imaginary);
        long print = 0;
        for (int band = BANDS - 1; band >= 0; band--) {
            double power = 0;
            for (int bin = EDGES[band]; bin < EDGES[band + 1]; bin++) {
                power += power(bin);
            }
            print = (print << 8) | halfDecibels(power * SCALE);
        }
        return print;
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

    private static int halfDecibels(double power) {
        return power <= 1 ? 0 : (int) Math.min(255, Math.round(20 * Math.log10(power)));
    }
}
