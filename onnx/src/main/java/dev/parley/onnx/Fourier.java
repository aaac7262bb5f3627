package dev.parley.onnx;

/// The power spectrum of real windows whose length is a multiple of 4 and no power of 2: the
/// Fourier transform by splitting off its factors, twos and fives for 400. Immutable, any thread.
final class Fourier {
    private final int length;
    private final double[] cosine;
    private final double[] sine;

    Fourier(int length) {
        this.length = length;
        cosine = new double[length];
        sine = new double[length];
        for (int i = 0; i < length; i++) {
            cosine[i] = Math.cos(2 * Math.PI * i / length);
            sine[i] = -Math.sin(2 * Math.PI * i / length);
        }
    }

    /// @param window of the length
    /// @param power gets the squares of the amplitudes from frequency 0 to half the rate
    void power(double[] window, double[] power) {
        var real = new double[length];
        var imaginary = new double[length];
        transform(window, 0, 1, length, real, imaginary, 0);
        for (int i = 0; i < power.length; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    /// Transforms `count` samples, every `stride`-th from `from`, into `count` values from `to`.
    private void transform(
            double[] samples,
            int from,
            int stride,
            int count,
            double[] real,
            double[] imaginary,
            int to) {
        if (count == 1) {
            real[to] = samples[from];
            imaginary[to] = 0;
            return;
        }
        int factor = smallestFactor(count);
        int part = count / factor;
        for (int i = 0; i < factor; i++) {
            transform(
                    samples,
                    from + i * stride,
                    stride * factor,
                    part,
                    real,
                    imaginary,
                    to + i * part);
        }
        var re = new double[factor];
        var im = new double[factor];
        for (int k = 0; k < part; k++) {
            for (int i = 0; i < factor; i++) {
                re[i] = real[to + i * part + k];
                im[i] = imaginary[to + i * part + k];
            }
            for (int block = 0; block < factor; block++) {
                int at = block * part + k;
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < factor; i++) {
                    int turn = (int) ((long) i * at * stride % length);
                    sumRe += re[i] * cosine[turn] - im[i] * sine[turn];
                    sumIm += re[i] * sine[turn] + im[i] * cosine[turn];
                }
                real[to + at] = sumRe;
                imaginary[to + at] = sumIm;
            }
        }
    }

    private static int smallestFactor(int count) {
        for (int factor = 2; factor * factor <= count; factor++) {
            if (count % factor == 0) {
                return factor;
            }
        }
        return count;
    }
}
