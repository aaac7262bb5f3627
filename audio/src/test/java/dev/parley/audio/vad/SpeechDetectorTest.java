package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.audio.Sounds;
import dev.parley.audio.Talk;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechDetectorTest {
    private static final int STRICTEST = 3;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void decides_as_the_original_does_frame_for_frame(int rate) {
        assumeTrue(Fvad.isHere(), "needs a platform for which libfvad-jni has a library");
        int voiced = 0;
        for (int seed = 0; seed < 60; seed++) {
            voiced += compare(rate, seed);
        }
        assertThat(voiced).isBetween(5_000, 25_000); // of 36,000
    }

    /// Talk, noises, tones and extremes, each for a while.
    private static int compare(int rate, int seed) {
        int count = rate / 50;
        var random = new SplittableRandom(seed);
        var weather = new Weather(new Random(seed), Talk.of(seed, 4_000), rate);
        short[] frame = new short[count];
        int voiced = 0;
        try (var original = new Fvad(rate, STRICTEST)) {
            var detector = new SpeechDetector(rate);
            for (int t = 0; t < 600; t++) {
                if (random.nextInt(300) == 0) {
                    detector.reset();
                    original.reset(STRICTEST);
                }
                if (random.nextInt(30) == 0) {
                    weather.turns(random);
                }
                weather.fill(frame);
                boolean expected = original.process(MemorySegment.ofArray(frame), count);
                assertThat(detector.isSpeech(frame))
                        .as("seed %d, frame %d, %s", seed, t, weather.kind)
                        .isEqualTo(expected);
                voiced += expected ? 1 : 0;
            }
        }
        return voiced;
    }

    @Test
    void talk_is_heard_and_a_quiet_line_is_not() {
        var detector = new SpeechDetector(8_000);
        assertThat(voiced(detector, Sounds.whiteNoise(1, -70, 8_000))).isLessThan(3);
        detector.reset();
        assertThat(voiced(detector, Talk.of(1, 1_000))).isGreaterThan(20);
    }

    @Test
    void after_a_reset_it_decides_as_a_new_one() {
        var used = new SpeechDetector(16_000);
        int _ = voiced(used, Sounds.pinkNoise(1, -20, 32_000));
        used.reset();
        var talk = Sounds.pinkNoise(2, -30, 32_000);
        assertThat(voiced(used, talk)).isEqualTo(voiced(new SpeechDetector(16_000), talk));
    }

    @Test
    void wrong_rates_and_frames_are_refused() {
        assertThatThrownBy(() -> new SpeechDetector(8_001)).hasMessageContaining("8001");
        assertThatThrownBy(() -> new SpeechDetector(8_000).isSpeech(new short[320]))
                .hasMessageContaining("expected 160 samples, got 320");
    }

    private static int voiced(SpeechDetector detector, short[] sound) {
        int voiced = 0;
        short[] frame = new short[detector.frameLength()];
        for (int at = 0; at + frame.length <= sound.length; at += frame.length) {
            System.arraycopy(sound, at, frame, 0, frame.length);
            voiced += detector.isSpeech(frame) ? 1 : 0;
        }
        return voiced;
    }

    private enum Kind {
        SILENCE,
        NOISE,
        TALK,
        TALK_IN_NOISE,
        TONE,
        UNIFORM,
        SQUARE,
        LEAST_BITS
    }

    private static final class Weather {
        private static final List<Kind> KINDS = List.of(Kind.values());
        private final Random random;
        private final short[] talk;
        private final int rate;
        private Kind kind = Kind.SILENCE;
        private double loud = 1;
        private double noise = 10;
        private long at;

        Weather(Random random, short[] talk, int rate) {
            this.random = random;
            this.talk = talk;
            this.rate = rate;
        }

        void turns(SplittableRandom by) {
            kind = KINDS.get(by.nextInt(KINDS.size()));
            loud = Math.pow(10, by.nextDouble(-3, 1.2));
            noise = Math.pow(10, by.nextDouble(0, 4.4));
        }

        void fill(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) Math.clamp(Math.round(sample()), -32_768, 32_767);
                at++;
            }
        }

        private double sample() {
            double said = loud * talk[(int) (at * 8_000 / rate % talk.length)];
            return switch (kind) {
                case SILENCE -> 0;
                case NOISE -> noise * random.nextGaussian();
                case TALK -> said + 5 * random.nextGaussian();
                case TALK_IN_NOISE -> said + noise / 10 * random.nextGaussian();
                case TONE -> loud * 8_000 * Math.sin(2 * Math.PI * 350 * at / rate);
                case UNIFORM -> random.nextInt(65_536) - 32_768;
                case SQUARE -> random.nextBoolean() ? -32_768 : 32_767;
                case LEAST_BITS -> random.nextInt(3) - 1;
            };
        }
    }
}
