package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseSuppressorTest {
    private static final int RATE = 16_000;

    @Test
    void steady_noise_becomes_much_softer() {
        short[] noise = Sounds.pinkNoise(1, -34, 4 * RATE);
        double before = Level.dbfs(noise, 2 * RATE, 2 * RATE);
        short[] out = cleaned(noise);
        assertThat(before - Level.dbfs(out, 2 * RATE, 2 * RATE)).isGreaterThan(9);
    }

    @Test
    void a_tone_in_noise_keeps_its_level_and_rises_above_the_noise() {
        short[] tone = new short[4 * RATE];
        System.arraycopy(Sounds.sine(RATE, 1000, -24, RATE), 0, tone, 2 * RATE, RATE);
        short[] out = cleaned(Sounds.sum(tone, Sounds.whiteNoise(2, -34, tone.length)));
        double during = Level.dbfs(out, 2 * RATE + RATE / 4, RATE / 2);
        double outside = Level.dbfs(out, RATE, RATE / 2);
        assertThat(during).isBetween(-25.0, -23.5);
        assertThat(during - outside).isGreaterThan(18);
    }

    @Test
    void a_soft_sound_no_louder_than_the_noise_is_not_taken_out_with_it() {
        short[] soft = new short[4 * RATE];
        System.arraycopy(Sounds.whiteNoise(7, -34, RATE), 0, soft, 2 * RATE, RATE);
        short[] out = cleaned(Sounds.sum(soft, Sounds.whiteNoise(2, -34, soft.length)));
        double during = Level.dbfs(out, 2 * RATE + RATE / 4, RATE / 2);
        assertThat(during).isBetween(-38.0, -33.0);
    }

    @Test
    void clean_sound_passes_unchanged_but_later() {
        NoiseSuppressor suppressor = new NoiseSuppressor();
        short[] clean =
                Sounds.joined(
                        Sounds.whiteNoise(3, -70, RATE),
                        Sounds.sine(RATE, 700, -24, RATE),
                        Sounds.whiteNoise(4, -70, RATE));
        short[] out = clean.clone();
        suppressor.process(out, 0, out.length);
        assertThat(suppressor.isBypassed()).isTrue();
        for (int i = NoiseSuppressor.DELAY; i < out.length; i++) {
            assertThat(Math.abs(out[i] - clean[i - NoiseSuppressor.DELAY])).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void chunks_of_any_size_give_the_same_sound() {
        short[] noise = Sounds.pinkNoise(5, -30, 2 * RATE);
        short[] whole = cleaned(noise);
        for (int chunk : new int[] {1, 160, 255, 320, 700}) {
            NoiseSuppressor suppressor = new NoiseSuppressor();
            short[] out = noise.clone();
            for (int at = 0; at < out.length; at += chunk) {
                suppressor.process(out, at, Math.min(chunk, out.length - at));
            }
            assertThat(out).isEqualTo(whole);
        }
    }

    @Test
    void silence_stays_silence_and_a_restart_keeps_what_was_learned() {
        assertThat(cleaned(new short[RATE])).containsOnly(0);
        NoiseSuppressor suppressor = new NoiseSuppressor();
        short[] noise = Sounds.whiteNoise(6, -30, 2 * RATE);
        suppressor.process(noise.clone(), 0, noise.length);
        suppressor.restart();
        short[] again = Arrays.copyOf(noise, 8000);
        suppressor.process(again, 0, again.length);
        assertThat(Level.dbfs(again, NoiseSuppressor.DELAY + 512, 2000)).isLessThan(-39);
    }

    private static short[] cleaned(short[] samples) {
        short[] out = samples.clone();
        new NoiseSuppressor().process(out, 0, out.length);
        return out;
    }
}
