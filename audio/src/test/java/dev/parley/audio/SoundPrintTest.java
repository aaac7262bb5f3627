package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundPrintTest {
    /// One in each band.
    private static final double[] TONES = {350, 480, 650, 880, 1_190, 1_610, 2_180, 2_950};

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000, 48_000})
    void a_tone_is_found_in_its_band_at_every_rate(int rate) {
        var prints = new SoundPrint(rate);
        for (int band = 0; band < SoundPrint.BANDS; band++) {
            var tone = Sounds.sine(rate, TONES[band], -30, rate / 50);
            long print = prints.of(tone, 0, tone.length);
            assertThat(SoundPrint.decibels(print, band))
                    .isCloseTo(Level.FULL_SCALE_DB - 30, within(2.5));
            for (int other = 0; other < SoundPrint.BANDS; other++) {
                if (other != band) {
                    assertThat(SoundPrint.decibels(print, other))
                            .isLessThan(SoundPrint.decibels(print, band) - 10);
                }
            }
        }
    }

    @Test
    void louder_by_six_decibels_is_six_more_in_every_band() {
        var prints = new SoundPrint(8_000);
        var noise = Sounds.whiteNoise(1, -50, 160);
        var louder = Sounds.louder(noise, 6);
        for (int band = 0; band < SoundPrint.BANDS; band++) {
            assertThat(SoundPrint.decibels(prints.of(louder, 0, 160), band))
                    .isCloseTo(
                            SoundPrint.decibels(prints.of(noise, 0, 160), band) + 6, within(1.0));
        }
    }

    @Test
    void silence_has_the_print_of_silence() {
        assertThat(new SoundPrint(16_000).of(new short[320], 0, 320)).isEqualTo(SoundPrint.SILENCE);
    }

    @Test
    void a_short_frame_has_silence_behind_it() {
        var prints = new SoundPrint(8_000);
        var tone = Sounds.sine(8_000, 1_190, -20, 160);
        var padded = Sounds.joined(Arrays.copyOf(tone, 80), new short[80]);
        assertThat(prints.of(tone, 0, 80)).isEqualTo(prints.of(padded, 0, 160));
        assertThat(prints.of(tone, 0, 160)).isNotEqualTo(prints.of(tone, 0, 80));
    }

    @Test
    void a_rate_below_that_of_a_telephone_is_refused() {
        assertThatThrownBy(() -> new SoundPrint(4_000)).hasMessageContaining("got 4000");
    }
}
