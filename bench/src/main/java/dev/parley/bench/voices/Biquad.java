package dev.parley.bench.voices;

/// A filter of second order, by Robert Bristow-Johnson's formulas (audio EQ cookbook).
public record Biquad(double b0, double b1, double b2, double a1, double a2) {
    public static Biquad highPass(double hertz, double q, int rate) {
        double omega = 2 * Math.PI * hertz / rate;
        double cos = Math.cos(omega);
        return of((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, omega, q);
    }

    public static Biquad lowPass(double hertz, double q, int rate) {
        double omega = 2 * Math.PI * hertz / rate;
        double cos = Math.cos(omega);
        return of((1 - cos) / 2, 1 - cos, (1 - cos) / 2, omega, q);
    }

    private static Biquad of(double b0, double b1, double b2, double omega, double q) {
        double alpha = Math.sin(omega) / (2 * q);
        double a0 = 1 + alpha;
        return new Biquad(b0 / a0, b1 / a0, b2 / a0, -2 * Math.cos(omega) / a0, (1 - alpha) / a0);
    }

    /// Filters in place.
    public void run(float[] sound) {
        double z1 = 0;
        double z2 = 0;
        for (int i = 0; i < sound.length; i++) {
            double in = sound[i];
            double out = b0 * in + z1;
            z1 = b1 * in - a1 * out + z2;
            z2 = b2 * in - a2 * out;
            sound[i] = (float) out;
        }
    }
}
