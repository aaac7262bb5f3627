package dev.parley.audio;

/// Discrete Fourier transform of one size, radix 2, in place. Holds tables only: any thread, no
/// allocation per transform.
public final class Fft {
    private final int size;
    private final int[] reversed;
    private final float[] cosine;
    private final float[] sine;

    /// @param size a power of two from 2 to 65,536
    /// @throws IllegalArgumentException for any other size
    public Fft(int size) {
        if (size < 2 || size > 1 << 16 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "expected a power of two from 2 to 65536, got %d".formatted(size));
        }
        this.size = size;
        reversed = new int[size];
        cosine = new float[size / 2];
        sine = new float[size / 2];
        int unused = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            reversed[i] = Integer.reverse(i) >>> unused;
        }
        for (int i = 0; i < size / 2; i++) {
            cosine[i] = (float) Math.cos(2 * Math.PI * i / size);
            sine[i] = (float) Math.sin(2 * Math.PI * i / size);
        }
    }

    /// X[k] = Σ x[n] e^(-2πi kn / size), unscaled.
    public void forward(float[] real, float[] imaginary) {
        for (int i = 0; i < size; i++) {
            int j = reversed[i];
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        int half = 1;
        if (size >= 4) {
            foursOf(real, imaginary);
            half = 4;
        }
        for (; half < size; half *= 2) {
            butterflies(real, imaginary, half);
        }
    }

    /// The first two rounds in one: their factors are 1 and -i.
    private void foursOf(float[] real, float[] imaginary) {
        for (int i = 0; i < size; i += 4) {
            float evenReal = real[i] + real[i + 1];
            float evenImaginary = imaginary[i] + imaginary[i + 1];
            float oddReal = real[i] - real[i + 1];
            float oddImaginary = imaginary[i] - imaginary[i + 1];
            float nextReal = real[i + 2] + real[i + 3];
            float nextImaginary = imaginary[i + 2] + imaginary[i + 3];
            float turnedReal = imaginary[i + 2] - imaginary[i + 3];
            float turnedImaginary = real[i + 3] - real[i + 2];
            real[i] = evenReal + nextReal;
            imaginary[i] = evenImaginary + nextImaginary;
            real[i + 1] = oddReal + turnedReal;
            imaginary[i + 1] = oddImaginary + turnedImaginary;
            real[i + 2] = evenReal - nextReal;
            imaginary[i + 2] = evenImaginary - nextImaginary;
            real[i + 3] = oddReal - turnedReal;
            imaginary[i + 3] = oddImaginary - turnedImaginary;
        }
    }

    /// The inverse, unscaled: a forward transform and an inverse multiply by `size`.
    public void inverse(float[] real, float[] imaginary) {
        forward(imaginary, real);
    }

    private void butterflies(float[] real, float[] imaginary, int half) {
        int stride = size / (2 * half);
        for (int start = 0; start < size; start += 2 * half) {
            for (int k = 0; k < half; k++) {
                float c = cosine[k * stride];
                float s = sine[k * stride];
                int a = start + k;
                int b = a + half;
                float re = real[b] * c + imaginary[b] * s;
                float im = imaginary[b] * c - real[b] * s;
                real[b] = real[a] - re;
                imaginary[b] = imaginary[a] - im;
                real[a] += re;
                imaginary[a] += im;
            }
        }
    }

    private static void swap(float[] values, int i, int j) {
        float value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
