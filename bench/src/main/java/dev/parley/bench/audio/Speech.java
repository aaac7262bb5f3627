package dev.parley.bench.audio;

import java.util.Random;

/// Sound with the ups and downs of talk: harmonics of a gliding pitch, syllables, pauses, a soft
/// noise. Voice activity cost does not depend on the words.
final class Speech {
    private Speech() {}

    /// @param rate samples a second
    /// @param seconds length
    static short[] talk(int rate, int seconds) {
        Random random = new Random(1);
        short[] samples = new short[rate * seconds];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / rate;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t));
            double sentence = t % 4 < 3 ? 1 : 0;
            phase += 2 * Math.PI * (120 + 30 * Math.sin(2 * Math.PI * 0.7 * t)) / rate;
            double voice = 0;
            for (int harmonic = 1; harmonic <= 12; harmonic++) {
                voice += Math.sin(harmonic * phase) / harmonic;
            }
            samples[i] = (short) (2500 * voice * syllable * sentence + 30 * random.nextGaussian());
        }
        return samples;
    }

    /// A line on which nobody speaks: noise at about -60 dBFS.
    static short[] quiet(int rate, int seconds) {
        Random random = new Random(2);
        short[] samples = new short[rate * seconds];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (30 * random.nextGaussian());
        }
        return samples;
    }
}
