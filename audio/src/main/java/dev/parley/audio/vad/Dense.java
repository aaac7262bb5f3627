package dev.parley.audio.vad;

/// A matrix that is multiplied with a row vector from the left, plus a bias. Immutable, shared by
/// all calls.
///
/// Each row is an array of its own, and four are added at once: the compiler vectorises a loop over
/// arrays at the same index, not one over two places of the same array.
final class Dense {
    private final float[][] rows;
    private final float[] bias;

    Dense(float[][] rows, float[] bias) {
        this.rows = rows;
        this.bias = bias;
    }

    /// out = bias + Σ x[xOffset + r - from] · row r, for the rows `from` to `to` (exclusive).
    void multiply(float[] x, int xOffset, int from, int to, float[] out) {
        System.arraycopy(bias, 0, out, 0, bias.length);
        add(x, xOffset - from, from, to, out);
    }

    private void add(float[] x, int shift, int from, int to, float[] out) {
        int r = from;
        for (; r + 3 < to; r += 4) {
            addFour(
                    out,
                    rows[r],
                    rows[r + 1],
                    rows[r + 2],
                    rows[r + 3],
                    x[shift + r],
                    x[shift + r + 1],
                    x[shift + r + 2],
                    x[shift + r + 3]);
        }
        for (; r < to; r++) {
            addOne(out, rows[r], x[shift + r]);
        }
    }

    private static void addFour(
            float[] out,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float xa,
            float xb,
            float xc,
            float xd) {
        for (int i = 0; i < out.length; i++) {
            float sum = Math.fma(xd, d[i], out[i]);
            sum = Math.fma(xc, c[i], sum);
            sum = Math.fma(xb, b[i], sum);
            out[i] = Math.fma(xa, a[i], sum);
        }
    }

    private static void addOne(float[] out, float[] a, float xa) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.fma(xa, a[i], out[i]);
        }
    }
}
