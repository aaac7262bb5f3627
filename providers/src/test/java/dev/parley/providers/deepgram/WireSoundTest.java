package dev.parley.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import org.junit.jupiter.api.Test;

final class WireSoundTest {
    @Test
    void telephone_gets_what_a_telephone_carries_and_other_lines_get_all() {
        assertThat(WireSound.of(8_000)).isEqualTo(WireSound.TELEPHONE);
        assertThat(WireSound.of(16_000)).isEqualTo(WireSound.LINEAR);
        assertThat(WireSound.of(24_000)).isEqualTo(WireSound.LINEAR);
    }

    @Test
    void linear_sound_is_little_endian() {
        assertThat(WireSound.LINEAR.encode(new short[] {0x1234, -2, 7}, 2))
                .containsExactly(0x34, 0x12, 0xFE, 0xFF);
    }

    @Test
    void sound_of_a_telephone_comes_out_as_it_went_in() {
        short[] line = new short[8_000];
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) (9_000 * Math.sin(2 * Math.PI * 700 * i / 8_000));
        }
        short[] wide = new short[16_100];
        int count = new Resampler(8_000, 16_000).resample(line, 0, line.length, wide, 0);
        byte[] sent = WireSound.TELEPHONE.encode(wide, count);
        short[] again = new short[sent.length];
        G711.decodeMuLaw(sent, 0, sent.length, again, 0);

        double sine = 0;
        double cosine = 0;
        double all = 0;
        for (int i = 2_000; i < 6_000; i++) {
            double angle = 2 * Math.PI * 700 * i / 8_000;
            sine += again[i] * Math.sin(angle) / 2_000;
            cosine += again[i] * Math.cos(angle) / 2_000;
            all += (double) again[i] * again[i] / 2_000;
        }
        double tone = sine * sine + cosine * cosine;
        assertThat(Math.sqrt(tone)).isBetween(8_900.0, 9_100.0);
        // What µ-law itself costs.
        assertThat(10 * Math.log10(tone / (all - tone))).isGreaterThan(30);
    }

    @Test
    void silence_is_silent_and_as_long_in_either_form() {
        assertThat(WireSound.LINEAR.silence(320)).hasSize(640).containsOnly(0);
        assertThat(WireSound.TELEPHONE.silence(320)).hasSize(160).containsOnly(G711.MU_LAW_SILENCE);
    }
}
