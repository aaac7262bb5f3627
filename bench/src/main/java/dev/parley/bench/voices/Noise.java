package dev.parley.bench.voices;

import java.nio.file.Path;
import java.util.SplittableRandom;

/// What is heard beside a caller: 16 kHz, at any level; mixed by [Mix].
public final class Noise {
    public enum Kind {
        /// As much power in every octave: wind, traffic, a fan.
        PINK,
        /// 60 Hz mains with harmonics.
        HUM,
        /// Six other voices at once.
        BABBLE
    }

    private static final int TALKERS = 6;

    private Noise() {}

    /// @param voice who is not among the others
    /// @param folder of spoken sentences
    public static float[] make(Kind kind, int length, Voice voice, long seed, Path folder) {
        return switch (kind) {
            case PINK -> pink(length, seed);
            case HUM -> hum(length, seed);
            case BABBLE -> babble(length, voice, seed, folder);
        };
    }

    /// Paul Kellet's filter over white noise.
    private static float[] pink(int length, long seed) {
        var random = new SplittableRandom(seed);
        var sound = new float[length];
        double a = 0;
        double b = 0;
        double c = 0;
        for (int i = 0; i < length; i++) {
            double white = random.nextDouble(-1, 1);
            a = 0.99765 * a + white * 0.0990460;
            b = 0.96300 * b + white * 0.2965164;
            c = 0.57000 * c + white * 1.0526913;
            sound[i] = (float) (a + b + c + white * 0.1848);
        }
        return sound;
    }

    private static float[] hum(int length, long seed) {
        var random = new SplittableRandom(seed);
        var sound = new float[length];
        for (int harmonic = 1; harmonic <= 20; harmonic++) {
            double phase = random.nextDouble(2 * Math.PI);
            double strength = (harmonic % 2 == 0 ? 1.0 : 0.6) / Math.sqrt(harmonic);
            for (int i = 0; i < length; i++) {
                sound[i] +=
                        (float)
                                (strength
                                        * Math.sin(
                                                phase
                                                        + 2
                                                                * Math.PI
                                                                * 60
                                                                * harmonic
                                                                * i
                                                                / Voice.RATE));
            }
        }
        return sound;
    }

    private static float[] babble(int length, Voice voice, long seed, Path folder) {
        var random = new SplittableRandom(seed);
        var others = Voice.ALL.stream().filter(other -> !other.equals(voice)).toList();
        var sentences = Foreign.sentences();
        var sound = new float[length];
        for (int talker = 0; talker < TALKERS; talker++) {
            var other = others.get(talker % others.size());
            int at = -random.nextInt(Voice.RATE);
            while (at < length) {
                var said = other.speak(sentences.get(random.nextInt(40)), folder);
                for (int i = Math.max(0, -at); i < said.length && at + i < length; i++) {
                    sound[at + i] += said[i];
                }
                at += said.length;
            }
        }
        return sound;
    }
}
