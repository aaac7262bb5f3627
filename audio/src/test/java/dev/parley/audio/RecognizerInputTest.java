package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizerInputTest {
    private static final int RATE = 16_000;
    private static final int LEAD = RATE * 3 / 10;

    @Test
    void a_talker_who_begins_at_once_is_not_taken_for_noise() {
        short[] talk = talk(-24, 3);
        short[] atOnce = Arrays.copyOfRange(talk, LEAD, talk.length);
        short[] out = prepared(new RecognizerInput(false), atOnce);
        assertThat(Level.dbfs(out, 800, RATE / 5)).isEqualTo(-14, within(1.5));
        assertThat(Level.dbfs(out, 2 * RATE + 800, RATE / 5)).isEqualTo(-14, within(1.5));
    }

    @Test
    void in_grammar_mode_digital_silence_becomes_a_soft_noise() {
        short[] silence = prepared(new RecognizerInput(true), new short[2 * RATE]);
        assertThat(Level.dbfs(silence, 0, silence.length)).isEqualTo(-85, within(0.3));
    }

    @Test
    void without_a_grammar_digital_silence_stays_silent() {
        assertThat(prepared(new RecognizerInput(false), new short[RATE])).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-32, -24, -17})
    void a_talker_of_any_level_comes_to_minus_fourteen(double level) {
        short[] out = prepared(new RecognizerInput(false), talk(level, 8));
        assertThat(Level.dbfs(out, 6 * RATE + LEAD + 800, RATE / 5)).isEqualTo(-14, within(1.5));
    }

    @Test
    void the_first_word_is_lifted_too() {
        short[] out = prepared(new RecognizerInput(false), talk(-24, 1));
        assertThat(Level.dbfs(out, LEAD + 800, RATE / 5)).isEqualTo(-14, within(1.0));
    }

    @Test
    void peaks_stay_under_minus_one_without_wrapping_around() {
        short[] shout = Sounds.sine(RATE, 300, -4, RATE);
        for (short sample : prepared(new RecognizerInput(false), shout)) {
            assertThat(Math.abs((int) sample)).isLessThan(29_300);
        }
    }

    @Test
    void the_noise_of_a_second_hearing_is_louder_and_the_same_each_time() {
        short[] once = new short[RATE];
        short[] twice = new short[RATE];
        RecognizerInput.addNoise(once, 0, once.length);
        RecognizerInput.addNoise(twice, 0, twice.length);
        assertThat(Level.dbfs(once, 0, once.length)).isEqualTo(-62, within(0.3));
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void noise_is_not_made_louder_than_a_talker_would_be() {
        RecognizerInput input = new RecognizerInput(false);
        prepared(input, Sounds.whiteNoise(1, -55, 10 * RATE));
        assertThat(input.gainDb()).isEqualTo(10, within(0.1));
    }

    @Test
    void steady_noise_is_taken_out_unless_switched_off() {
        short[] noise = Sounds.pinkNoise(2, -40, 3 * RATE);
        double with = loudness(prepared(new RecognizerInput(false), noise));
        double without = loudness(prepared(new RecognizerInput(false, false), noise));
        assertThat(without - with).isGreaterThan(8);
    }

    @Test
    void the_same_sound_in_other_chunks_gives_the_same_result() {
        short[] talk = Sounds.sum(talk(-24, 2), Sounds.pinkNoise(3, -40, 2 * RATE));
        short[] whole = prepared(new RecognizerInput(true), talk);
        RecognizerInput input = new RecognizerInput(true);
        short[] out = talk.clone();
        for (int at = 0; at < out.length; at += 333) {
            input.process(out, at, Math.min(333, out.length - at));
        }
        assertThat(out).isEqualTo(whole);
    }

    @Test
    void the_next_utterance_begins_at_the_level_learned() {
        RecognizerInput input = new RecognizerInput(false);
        prepared(input, talk(-32, 6));
        double learned = input.gainDb();
        input.begin(true);
        assertThat(learned).isGreaterThan(15);
        assertThat(input.gainDb()).isEqualTo(learned);
        short[] silence = prepared(input, new short[RATE]);
        assertThat(Level.dbfs(silence, RATE / 2, RATE / 2)).isEqualTo(-85, within(0.4));
    }

    @Test
    void a_line_is_noisy_when_the_talker_is_little_above_its_noise() {
        short[] talk = talk(-24, 3);
        for (int ratio : new int[] {10, 26}) {
            short[] noise = Sounds.whiteNoise(5, -24 - ratio, talk.length);
            RecognizerInput input = new RecognizerInput(true);
            prepared(input, Sounds.sum(talk, noise));
            assertThat(input.isNoisy(18)).isEqualTo(ratio < 18);
        }
        RecognizerInput without = new RecognizerInput(true, false);
        prepared(without, Sounds.whiteNoise(5, -34, RATE));
        assertThat(without.isNoisy(18)).isFalse();
    }

    @Test
    void who_hears_again_knows_the_noise_at_once_and_teaches_the_first_nothing() {
        RecognizerInput input = new RecognizerInput(false);
        short[] talk = talk(-24, 3);
        prepared(input, Sounds.sum(talk, Sounds.whiteNoise(5, -34, talk.length)));
        double gain = input.gainDb();
        RecognizerInput other = input.again(new NoiseSuppressor.Gain(0.5, 0.95f));
        assertThat(new RecognizerInput(false).isNoisy(18)).isFalse();
        assertThat(other.isNoisy(18)).isTrue();
        assertThat(other.gainDb()).isEqualTo(gain);
        prepared(other, talk(-12, 6));
        assertThat(input.gainDb()).isEqualTo(gain);
        assertThat(input.isNoisy(18)).isTrue();
    }

    @Test
    void the_sound_leaves_as_much_later_as_declared() {
        short[] click = new short[RATE];
        click[4000] = 1000;
        for (boolean suppresses : new boolean[] {false, true}) {
            RecognizerInput input = new RecognizerInput(false, suppresses);
            short[] out = prepared(input, click);
            int at = 4000 + input.delaySamples();
            assertThat(out[at]).isGreaterThan((short) 2000);
            assertThat(Arrays.copyOf(out, at - 1)).containsOnly(0);
        }
    }

    /// After 300 ms words of 300 ms (a tone) with pauses of 200 ms, in a soft noise.
    private static short[] talk(double level, int seconds) {
        short[] word = Sounds.sine(RATE, 400, level, RATE * 3 / 10);
        short[] talk = new short[LEAD];
        for (int i = 0; i < 2 * seconds; i++) {
            talk = Sounds.joined(talk, word, new short[RATE / 5]);
        }
        return Sounds.sum(talk, Sounds.whiteNoise(7, -70, talk.length));
    }

    private static double loudness(short[] samples) {
        return Level.dbfs(samples, RATE, RATE);
    }

    private static short[] prepared(RecognizerInput input, short[] samples) {
        short[] out = samples.clone();
        input.process(out, 0, out.length);
        return out;
    }
}
