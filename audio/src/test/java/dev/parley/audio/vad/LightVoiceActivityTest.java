package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.Sounds;
import dev.parley.audio.vad.PhoneLine.Noise;
import dev.parley.audio.vad.PhoneLine.Utterance;
import dev.parley.audio.vad.Stretches.Stretch;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the light detector spares, and that sparing it costs nothing, on a carrier's 8 kHz.
class LightVoiceActivityTest {
    private static final int RATE = 8_000;
    private static final int FRAMES_PER_SECOND = 50;

    @ParameterizedTest
    @ValueSource(doubles = {-75, -55, -40})
    void of_a_quiet_line_only_every_eighth_frame_reaches_the_detector(double level) {
        try (var detector = new LightVoiceActivity(RATE)) {
            Stretches.of(detector, Sounds.whiteNoise(1, level, 40 * RATE));
            assertThat(detector.framesHeard())
                    .isBetween(250L, 300L); // of 2000, so its model adapts
            assertThat(detector.framesHeard() + detector.framesSkipped()).isEqualTo(2000);
        }
    }

    @Test
    void digital_silence_hardly_reaches_the_detector() {
        try (var detector = new LightVoiceActivity(RATE)) {
            Stretches.of(detector, new short[40 * RATE]);
            assertThat(detector.framesHeard()).isBetween(250L, 300L);
        }
    }

    @Test
    void frames_are_spared_only_after_three_quiet_ones() {
        short[] quiet = Sounds.whiteNoise(1, -70, RATE);
        int frame = RATE / FRAMES_PER_SECOND;
        Stretches edges = new Stretches();
        try (var detector = new LightVoiceActivity(RATE)) {
            detector.accept(quiet, 0, 3 * frame, edges);
            assertThat(detector.framesSkipped()).isZero();
            detector.accept(quiet, 0, frame, edges);
            assertThat(detector.framesSkipped()).isEqualTo(1);
            detector.accept(Sounds.whiteNoise(2, -30, frame), 0, frame, edges);
            detector.accept(quiet, 0, 3 * frame, edges);
            assertThat(detector.framesSkipped()).isEqualTo(1);
            detector.accept(quiet, 0, 8 * frame, edges); // the detector held on to its verdict
            assertThat(detector.framesSkipped()).isGreaterThan(1);
        }
    }

    @Test
    void after_reset_nothing_is_spared_at_first() {
        try (var detector = new LightVoiceActivity(RATE)) {
            Stretches.of(detector, Sounds.whiteNoise(1, -50, 2 * RATE));
            long before = detector.framesSkipped();
            detector.reset();
            Stretches.of(detector, Sounds.whiteNoise(1, -50, 3 * RATE / FRAMES_PER_SECOND));
            assertThat(detector.framesSkipped()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "WHITE, 20", "WHITE, 10", "WHITE, 5", "PINK, 20", "PINK, 10", "PINK, 5"})
    void sparing_misses_nobody_starts_nowhere_else_and_is_no_later(Noise noise, double snr)
            throws IOException {
        double every = 0;
        double spared = 0;
        for (int seed = 7; seed < 11; seed++) {
            PhoneLine line = PhoneLine.of(seed, 12, noise, snr);
            Stretches heard = hear(true, line.narrow());
            Verdict verdict = Verdict.of(line, heard);
            assertThat(verdict.missed()).isZero();
            assertThat(verdict.falseStarts()).isZero();
            every += onsets(line, hear(false, line.narrow()), 0);
            spared += onsets(line, heard, 0);
        }
        assertThat(spared / 48).isLessThan(every / 48 + 0.0015);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "WHITE, 20", "PINK, 10"})
    void speech_after_a_long_quiet_line_is_found_as_fast_as_before(Noise noise, double snr)
            throws IOException {
        PhoneLine line = PhoneLine.of(3, 6, noise, snr);
        int seconds = 60;
        short[] samples = Sounds.joined(Sounds.whiteNoise(4, -70, seconds * RATE), line.narrow());
        Stretches every = hear(false, samples);
        Stretches spared = hear(true, samples);
        assertThat(spared.closed()).hasSameSizeAs(every.closed());
        for (int i = 0; i < every.closed().size(); i++) {
            Stretch expected = every.closed().get(i);
            assertThat(spared.closed().get(i).from()).isEqualTo(expected.from(), within(0.0201));
            assertThat(spared.closed().get(i).to()).isEqualTo(expected.to(), within(0.0201));
        }
        assertThat(onsets(line, spared, seconds))
                .isLessThan(onsets(line, every, seconds) + 6 * 0.0015);
    }

    @ParameterizedTest
    @CsvSource({"-70, -50", "-45, -65"})
    void the_floor_follows_noise_that_changes_and_speech_stands_out_again(double from, double to)
            throws IOException {
        PhoneLine line = PhoneLine.of(5, 4, Noise.NONE, 0);
        short[] before = Sounds.whiteNoise(1, from, 20 * RATE);
        short[] after = Sounds.whiteNoise(2, to, 20 * RATE);
        short[] speech = line.narrow();
        short[] noisy = Sounds.sum(speech, Sounds.whiteNoise(3, to, speech.length));
        try (var detector = new LightVoiceActivity(RATE)) {
            assertThat(Stretches.of(detector, Sounds.joined(before, after)).closed()).isEmpty();
            long skipped = detector.framesSkipped();
            assertThat(Stretches.of(detector, Sounds.whiteNoise(6, to, 10 * RATE)).closed())
                    .isEmpty();
            assertThat(detector.framesSkipped() - skipped).isGreaterThan(400); // of 500
            Stretches heard = Stretches.of(detector, noisy);
            for (Utterance utterance : line.utterances) {
                assertThat(onset(utterance, heard, 50)).isLessThan(0.06);
            }
        }
    }

    private static Stretches hear(boolean skipsQuiet, short[] samples) {
        try (var detector = new LightVoiceActivity(RATE, skipsQuiet)) {
            return Stretches.of(detector, samples);
        }
    }

    /// How late the utterances of a line were found, together, in seconds.
    private static double onsets(PhoneLine line, Stretches heard, double lineBegins) {
        return line.utterances.stream().mapToDouble(u -> onset(u, heard, lineBegins)).sum();
    }

    private static double onset(Utterance utterance, Stretches heard, double lineBegins) {
        double from = utterance.from() + lineBegins;
        double to = utterance.to() + lineBegins;
        List<Stretch> found = heard.closed().stream().filter(s -> s.overlaps(from, to)).toList();
        assertThat(found).as("utterance at %s", from).isNotEmpty();
        return found.getFirst().from() - from;
    }
}
