package dev.parley.onnx;

/// Triangles on Slaney's mel scale, each of equal area (`librosa.filters.mel` with its defaults).
/// Immutable, any thread.
final class MelFilters {
    private static final double KNEE_HERTZ = 1000;
    private static final double KNEE_MEL = 15;
    private static final double STEP = Math.log(6.4) / 27;

    private final int[] first;
    private final double[][] weights;

    /// @param bins of the power spectrum, from 0 to half the rate
    MelFilters(int bands, int bins, int rate) {
        first = new int[bands];
        weights = new double[bands][];
        double most = mel(rate / 2.0);
        var edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(most * i / (edges.length - 1));
        }
        double bin = rate / 2.0 / (bins - 1);
        for (int band = 0; band < bands; band++) {
            double low = edges[band];
            double middle = edges[band + 1];
            double high = edges[band + 2];
            int from = (int) Math.ceil(low / bin);
            int to = Math.min(bins - 1, (int) Math.floor(high / bin));
            first[band] = from;
            weights[band] = new double[Math.max(0, to - from + 1)];
            for (int i = 0; i < weights[band].length; i++) {
                double at = (from + i) * bin;
                double slope = Math.min((at - low) / (middle - low), (high - at) / (high - middle));
                weights[band][i] = Math.max(0, slope) * 2 / (high - low);
            }
        }
    }

    private static double mel(double hertz) {
        return hertz < KNEE_HERTZ
                ? 3 * hertz / 200
                : KNEE_MEL + Math.log(hertz / KNEE_HERTZ) / STEP;
    }

    private static double hertz(double mel) {
        return mel < KNEE_MEL ? 200 * mel / 3 : KNEE_HERTZ * Math.exp(STEP * (mel - KNEE_MEL));
    }

    /// The power in each band.
    void apply(double[] power, double[] bands) {
        for (int band = 0; band < bands.length; band++) {
            var triangle = weights[band];
            double sum = 0;
            for (int i = 0; i < triangle.length; i++) {
                sum += triangle[i] * power[first[band] + i];
            }
            bands[band] = sum;
        }
    }
}
