package dev.parley.sim.spoken;

import java.util.SplittableRandom;

/// What a line adds to a voice. Noise is measured against speech, in decibels of the mean power of
/// the sounding parts.
public enum LineNoise {
    /// A telephone line's own faint hiss.
    CLEAN(60),
    PINK_20_DB(20),
    PINK_15_DB(15),
    /// 50 Hz and its odd harmonics.
    HUM_20_DB(20);

    private static final double[] HUM_HERTZ = {50, 150, 250, 350};

    private final double distance;

    LineNoise(double distance) {
        this.distance = distance;
    }

    /// Adds the noise to samples whose speech has this root mean square.
    void addTo(double[] samples, double speech, int rate, SplittableRandom random) {
        var noise = this == HUM_20_DB ? hum(samples.length, rate) : pink(samples.length, random);
        double gain = speech * Math.pow(10, -distance / 20) / Math.max(1e-9, rms(noise));
        for (int i = 0; i < samples.length; i++) {
            samples[i] += gain * noise[i];
        }
    }

    static double rms(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, samples.length));
    }

    private static double[] hum(int length, int rate) {
        var hum = new double[length];
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < HUM_HERTZ.length; k++) {
                hum[i] += Math.sin(2 * Math.PI * HUM_HERTZ[k] * i / rate) / (k + 1);
            }
        }
        return hum;
    }

    /// White noise through three poles that fall by about 3 dB an octave (Paul Kellet's filter).
    private static double[] pink(int length, SplittableRandom random) {
        var pink = new double[length];
        double low = 0;
        double middle = 0;
        double high = 0;
        for (int i = 0; i < length; i++) {
            double white = random.nextDouble(-1, 1);
            low = 0.99765 * low + white * 0.0990460;
            middle = 0.96300 * middle + white * 0.2965164;
            high = 0.57000 * high + white * 1.0526913;
            pink[i] = low + middle + high + white * 0.1848;
        }
        return pink;
    }
}
