package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.Level;
import dev.parley.audio.Resampler;
import dev.parley.audio.Sounds;
import dev.parley.audio.vad.PhoneLine.Noise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What both detectors promise, on lines made of the golden clip and noise.
class VoiceActivityTest {
    private static final int RATE = VoiceActivity.POSITION_RATE;

    /// Where somebody speaks in the golden clip, in seconds.
    private static final double[][] IN_GOLDEN_CLIP = {
        {0.67, 5.15}, {6.24, 8.99}, {10.24, 14.27}, {15.74, 18.82}, {20.60, 24.35}, {26.17, 29.54}
    };

    /// The detectors under test.
    enum Detector {
        NEURAL(NeuralVoiceActivity::new),
        NEURAL_EVERY_FRAME(() -> new NeuralVoiceActivity(false)),
        LIGHT(LightVoiceActivity::new);

        private final Supplier<VoiceActivity> open;

        Detector(Supplier<VoiceActivity> open) {
            this.open = open;
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_utterances_of_the_golden_clip_are_found_and_nothing_else(Detector kind)
            throws IOException {
        Stretches heard = hear(kind, GoldenClip.read().samples());
        int next = 0;
        for (double[] place : IN_GOLDEN_CLIP) {
            assertThat(heard.closed().get(next).from()).isBetween(place[0] - 0.1, place[0] + 0.1);
            while (heard.closed().get(next).to() < place[1] - 0.1) {
                next++; // the light detector hears pauses that are none
            }
            assertThat(heard.closed().get(next).to()).isBetween(place[1] - 0.1, place[1] + 0.1);
            next++;
        }
        assertThat(heard.closed()).hasSize(next);
    }

    @ParameterizedTest
    @EnumSource
    void the_end_of_speech_is_told_after_two_hundred_milliseconds(Detector kind)
            throws IOException {
        for (var stretch : hear(kind, GoldenClip.read().samples()).closed()) {
            assertThat(stretch.told() - stretch.to()).isBetween(0.1999, 0.2321);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEURAL, NONE, 0", "NEURAL, WHITE, 20", "NEURAL, WHITE, 5", "NEURAL, PINK, 20",
        "NEURAL, PINK, 10", "NEURAL, PINK, 5", "LIGHT, NONE, 0", "LIGHT, WHITE, 20",
        "LIGHT, PINK, 20"
    })
    void on_a_noisy_phone_line_nobody_is_missed_and_nothing_is_heard_in_the_noise(
            Detector kind, Noise noise, double snr) throws IOException {
        PhoneLine line = PhoneLine.of(7, 12, noise, snr);
        Verdict verdict = Verdict.of(line, hear(kind, line.samples));
        assertThat(verdict.missed()).isZero();
        assertThat(verdict.falseStarts()).isZero();
        assertThat(verdict.worstOnset()).isLessThan(0.2);
    }

    @ParameterizedTest
    @CsvSource({"WHITE, 10", "PINK, 20", "PINK, 5"})
    void skipping_quiet_frames_changes_nothing_that_matters(Noise noise, double snr)
            throws IOException {
        PhoneLine line = PhoneLine.of(8, 12, noise, snr);
        Verdict every = Verdict.of(line, hear(Detector.NEURAL_EVERY_FRAME, line.samples));
        NeuralVoiceActivity skipping = new NeuralVoiceActivity();
        Verdict skipped = Verdict.of(line, Stretches.of(skipping, line.samples));
        assertThat(skipping.framesSkipped()).isPositive();
        assertThat(skipped.missed()).isEqualTo(every.missed());
        assertThat(skipped.falseStarts()).isEqualTo(every.falseStarts());
        assertThat(skipped.worstOnset()).isLessThan(every.worstOnset() + 0.064);
    }

    @Test
    void most_of_a_quiet_line_is_skipped_and_none_of_the_talk() throws IOException {
        NeuralVoiceActivity detector = new NeuralVoiceActivity();
        short[] quiet = Sounds.whiteNoise(1, -55, 10 * RATE);
        Stretches.of(detector, quiet);
        assertThat(detector.framesSkipped()).isGreaterThan(250); // of 312
        long before = detector.framesSkipped();
        Stretches.of(detector, Arrays.copyOfRange(GoldenClip.read().samples(), 11_000, 70_000));
        assertThat(detector.framesSkipped()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void half_a_minute_of_noise_is_no_speech(Detector kind) {
        for (double level : new double[] {-70, -50, -35}) {
            assertNothingHeard(kind, Sounds.whiteNoise(2, level, 15 * RATE));
            assertNothingHeard(kind, Sounds.pinkNoise(3, level, 15 * RATE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void silence_hum_and_clicks_are_no_speech(Detector kind) {
        assertNothingHeard(kind, new short[20 * RATE]);
        assertNothingHeard(kind, Sounds.sine(RATE, 50, -40, 10 * RATE));
        short[] clicks = new short[10 * RATE];
        for (int i = RATE; i < clicks.length; i += RATE / 2) {
            clicks[i] = 20_000;
            clicks[i + 3] = -18_000;
        }
        assertNothingHeard(kind, clicks);
    }

    @ParameterizedTest
    @EnumSource
    void a_voice_in_the_background_is_not_the_caller(Detector kind) throws IOException {
        short[] voice = Arrays.copyOfRange(GoldenClip.read().samples(), 0, 6 * RATE);
        short[] far = Sounds.louder(voice, -26);
        short[] softer = Sounds.louder(voice, -5);
        assertThat(hear(kind, Sounds.louder(voice, -18)).closed()).as("alone").isNotEmpty();
        assertThat(lastStart(hear(kind, Sounds.joined(voice, far)))).isLessThan(6);
        assertThat(lastStart(hear(kind, Sounds.joined(voice, softer)))).isGreaterThan(6);
    }

    @ParameterizedTest
    @EnumSource
    void chunks_of_any_size_give_the_same_edges(Detector kind) throws IOException {
        short[] clip = GoldenClip.read().samples();
        List<Stretches.Stretch> expected = hear(kind, clip).closed();
        for (int chunk : new int[] {1, 7, 160, 511, 512, 513, 5000}) {
            try (VoiceActivity detector = kind.open.get()) {
                assertThat(Stretches.of(detector, clip, chunk).closed()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_reset_the_stream_begins_anew(Detector kind) throws IOException {
        short[] clip = GoldenClip.read().samples();
        try (VoiceActivity detector = kind.open.get()) {
            short[] cut = Arrays.copyOf(clip, 30_077); // within an utterance and a frame
            assertThat(Stretches.of(detector, cut).isOpen()).isTrue();
            detector.reset();
            assertThat(Stretches.of(detector, clip).closed()).isEqualTo(hear(kind, clip).closed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void knows_how_loud_the_caller_was(Detector kind) throws IOException {
        try (VoiceActivity detector = kind.open.get()) {
            assertThat(detector.talkerDbfs()).isLessThan(-60);
            short[] voice = Arrays.copyOf(GoldenClip.read().samples(), 5 * RATE);
            Stretches.of(detector, voice);
            double level = Level.dbfs(voice, RATE, 4 * RATE);
            assertThat(detector.talkerDbfs()).isBetween(level - 3, level + 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loud_garbage_and_empty_chunks_do_no_harm(Detector kind) {
        Random random = new Random(5);
        short[] garbage = new short[5 * RATE];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (short) random.nextInt();
        }
        try (VoiceActivity detector = kind.open.get()) {
            Stretches stretches = Stretches.of(detector, garbage);
            detector.accept(garbage, garbage.length, 0, stretches);
            assertThat(detector.talkerDbfs()).isBetween(-100.0, 0.0);
            assertThatThrownBy(() -> detector.accept(garbage, 1, garbage.length, stretches))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void the_light_detector_at_eight_kilohertz_tells_the_same_positions() throws IOException {
        short[] clip = GoldenClip.read().samples();
        Resampler resampler = new Resampler(16_000, 8_000);
        short[] narrow = new short[resampler.maxOutput(clip.length)];
        resampler.resample(clip, 0, clip.length, narrow, 0);
        List<Double> starts = new ArrayList<>();
        try (VoiceActivity detector = new LightVoiceActivity(8_000)) {
            Stretches.of(detector, narrow).closed().forEach(s -> starts.add(s.from()));
        }
        List<Double> wide = new ArrayList<>();
        hear(Detector.LIGHT, clip).closed().forEach(s -> wide.add(s.from()));
        assertThat(starts).hasSameSizeAs(wide);
        for (int i = 0; i < starts.size(); i++) {
            assertThat(starts.get(i)).isBetween(wide.get(i) - 0.06, wide.get(i) + 0.06);
        }
    }

    private static void assertNothingHeard(Detector kind, short[] samples) {
        Stretches heard = hear(kind, samples);
        assertThat(heard.closed()).isEmpty();
        assertThat(heard.isOpen()).isFalse();
    }

    private static double lastStart(Stretches heard) {
        return heard.closed().getLast().from();
    }

    private static Stretches hear(Detector kind, short[] samples) {
        try (VoiceActivity detector = kind.open.get()) {
            return Stretches.of(detector, samples);
        }
    }
}
