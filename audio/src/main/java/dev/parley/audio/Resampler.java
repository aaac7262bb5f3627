package dev.parley.audio;

import java.util.Arrays;
import java.util.Objects;

/// Changes the sample rate of one mono stream by a polyphase low-pass filter: any rational ratio,
/// the same output however the input is cut into chunks.
///
/// Filter: windowed sinc, Kaiser β 7.0, 24 taps a phase (at the lower of the two rates), cut at 92
/// % of the lower Nyquist frequency. One stream, one thread; no allocation after construction.
public final class Resampler {
    private static final int TAPS_PER_PHASE = 24;
    private static final double KAISER_BETA = 7.0;
    private static final double ROLL_OFF = 0.92;
    private static final int MAX_COEFFICIENTS = 1 << 18;
    private static final int BLOCK = 512;

    /// Up to this many phases their outputs in a block are computed together.
    private static final int FEW_PHASES = 8;

    private final int up;
    private final int down;
    private final int taps;

    /// Per phase the taps in the order of the input, oldest first; empty if the rates are equal.
    private final float[][] phases;

    /// The last `taps - 1` samples of the past, then the block in work.
    private final float[] line;

    /// Every `down`th sample of the line, from the first, the second… so that what the outputs of
    /// one phase meet at one tap lies side by side; empty if there are too many phases for that.
    private final float[][] strands;

    private final float[][] atTap = new float[4][BLOCK];
    private final float[] sums = new float[BLOCK];

    private int phase;

    /// Index in the next block of the newest sample that the next output needs.
    private int newest;

    /// @param fromRate samples a second of the input, 1,000 to 384,000
    /// @param toRate samples a second of the output, same range
    /// @throws IllegalArgumentException if a rate is out of range or the two have no common divisor
    ///   large enough for a filter of a sane size
    public Resampler(int fromRate, int toRate) {
        checkRate("from", fromRate);
        checkRate("to", toRate);
        int divisor = greatestCommonDivisor(fromRate, toRate);
        up = toRate / divisor;
        down = fromRate / divisor;
        taps = TAPS_PER_PHASE * Math.max(up, down) / up;
        if ((long) up * taps > MAX_COEFFICIENTS) {
            throw new IllegalArgumentException(
                    "cannot resample from %d to %d: the ratio %d/%d needs %d coefficients, at most %d; use rates with a larger common divisor"
                            .formatted(
                                    fromRate,
                                    toRate,
                                    up,
                                    down,
                                    (long) up * taps,
                                    MAX_COEFFICIENTS));
        }
        phases = up == down ? new float[0][] : design(up, down, taps);
        line = new float[taps - 1 + BLOCK];
        strands = up > FEW_PHASES ? new float[0][] : new float[down][line.length / down + 1];
    }

    /// Converts `count` samples and returns how many it wrote, at most `maxOutput(count)`.
    ///
    /// @throws IndexOutOfBoundsException if the input range is wrong or the output has no room for
    ///   `maxOutput(count)` samples behind `outOff`
    public int resample(short[] in, int inOff, int count, short[] out, int outOff) {
        Objects.checkFromIndexSize(inOff, count, in.length);
        Objects.checkFromIndexSize(outOff, maxOutput(count), out.length);
        if (up == down) {
            System.arraycopy(in, inOff, out, outOff, count);
            return count;
        }
        int written = 0;
        for (int done = 0; done < count; ) {
            int block = Math.min(BLOCK, count - done);
            for (int i = 0; i < block; i++) {
                line[taps - 1 + i] = in[inOff + done + i];
            }
            written += filter(block, out, outOff + written);
            System.arraycopy(line, block, line, 0, taps - 1);
            done += block;
        }
        return written;
    }

    /// The most samples that `resample` can write for `count` samples of input.
    public int maxOutput(int count) {
        return up == down ? count : Math.toIntExact(((long) count * up + down - 1) / down);
    }

    /// How much later a sound leaves than it entered, in samples of the output rate, rounded.
    public int delaySamples() {
        return up == down ? 0 : Math.round((float) (up * taps - 1) / (2 * down));
    }

    /// Forgets the stream: what follows is treated as the start of a new one.
    public void reset() {
        Arrays.fill(line, 0);
        phase = 0;
        newest = 0;
    }

    private int filter(int block, short[] out, int outOff) {
        int count = outputs(block);
        if (strands.length > 0) {
            filterByPhase(block, count, out, outOff);
        } else {
            for (int i = 0; i < count; i++) {
                out[outOff + i] = rounded(convolved(phases[phase], newest));
                advance(1);
            }
        }
        newest -= block;
        return count;
    }

    /// How many outputs have their newest sample in the block.
    private int outputs(int block) {
        return newest >= block ? 0 : ((block - newest) * up - phase + down - 1) / down;
    }

    private void advance(int outputs) {
        int steps = phase + outputs * down;
        newest += steps / up;
        phase = steps % up;
    }

    /// All outputs of one phase at once, tap by tap: loops over arrays at the same index are what
    /// the compiler vectorises.
    private void filterByPhase(int block, int count, short[] out, int outOff) {
        for (int strand = 0; strand < down; strand++) {
            for (int i = 0, at = strand; at < taps - 1 + block; i++, at += down) {
                strands[strand][i] = line[at];
            }
        }
        int together = Math.min(up, count);
        for (int first = 0; first < together; first++) {
            int size = (count - first + up - 1) / up;
            convolve(phases[phase], newest, size);
            for (int i = 0; i < size; i++) {
                out[outOff + first + i * up] = rounded(sums[i]);
            }
            advance(1);
        }
        advance(count - together);
    }

    private void convolve(float[] coefficients, int from, int size) {
        Arrays.fill(sums, 0, size, 0);
        int strand = from % down;
        int at = from / down;
        int k = 0;
        for (; k + 3 < taps; k += 4) {
            for (float[] samples : atTap) {
                System.arraycopy(strands[strand], at, samples, 0, size);
                strand++;
                if (strand == down) {
                    strand = 0;
                    at++;
                }
            }
            addFour(
                    size,
                    sums,
                    atTap[0],
                    atTap[1],
                    atTap[2],
                    atTap[3],
                    coefficients[k],
                    coefficients[k + 1],
                    coefficients[k + 2],
                    coefficients[k + 3]);
        }
        for (; k < taps; k++) {
            for (int i = 0; i < size; i++) {
                sums[i] = Math.fma(coefficients[k], line[from + k + i * down], sums[i]);
            }
        }
    }

    private static void addFour(
            int size,
            float[] sums,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float xa,
            float xb,
            float xc,
            float xd) {
        for (int i = 0; i < size; i++) {
            float sum = Math.fma(xa, a[i], sums[i]);
            sum = Math.fma(xb, b[i], sum);
            sum = Math.fma(xc, c[i], sum);
            sums[i] = Math.fma(xd, d[i], sum);
        }
    }

    /// Four sums side by side: one sum would make each addition wait for the one before.
    private float convolved(float[] coefficients, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < coefficients.length; i += 4) {
            a = Math.fma(coefficients[i], line[from + i], a);
            b = Math.fma(coefficients[i + 1], line[from + i + 1], b);
            c = Math.fma(coefficients[i + 2], line[from + i + 2], c);
            d = Math.fma(coefficients[i + 3], line[from + i + 3], d);
        }
        for (; i < coefficients.length; i++) {
            a = Math.fma(coefficients[i], line[from + i], a);
        }
        return a + b + (c + d);
    }

    private static short rounded(float value) {
        return (short) Math.clamp(Math.rint(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /// The prototype runs at `up` times the input rate; phase p holds its taps p, p + up, p + 2 up…
    private static float[][] design(int up, int down, int taps) {
        int length = up * taps;
        double centre = (length - 1) / 2.0;
        double cut = ROLL_OFF / Math.max(up, down); // of the prototype's Nyquist frequency
        float[][] phases = new float[up][taps];
        for (int p = 0; p < up; p++) {
            double[] tap = new double[taps];
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                double x = p + (double) k * up - centre;
                tap[k] = sinc(cut * x) * kaiser(x / centre);
                sum += tap[k];
            }
            for (int k = 0; k < taps; k++) {
                phases[p][taps - 1 - k] = (float) (tap[k] / sum);
            }
        }
        return phases;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
    }

    /// Modified Bessel function of the first kind, order 0, by its power series.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static void checkRate(String which, int rate) {
        if (rate < 1_000 || rate > 384_000) {
            throw new IllegalArgumentException(
                    "expected a %s rate of 1000 to 384000 samples a second, got %d"
                            .formatted(which, rate));
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
