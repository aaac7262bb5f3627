package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToneTest {
    @Test
    void lasts_as_long_as_asked_at_twenty_decibels_below_full_scale() {
        short[] tone = Tone.sentence(8000, Duration.ofSeconds(3));
        assertThat(tone).hasSize(24_000);
        assertThat(Level.dbfs(tone, 4000, 16_000)).isEqualTo(-20, within(0.1));
    }

    @Test
    void has_the_pitch_of_concert_a() {
        short[] tone = Tone.sentence(16_000, Duration.ofSeconds(1));
        int rises = 0;
        for (int i = 1; i < tone.length; i++) {
            rises += tone[i - 1] < 0 && tone[i] >= 0 ? 1 : 0;
        }
        assertThat(rises).isBetween(438, 441);
    }

    @Test
    void begins_and_ends_softly() {
        short[] tone = Tone.sentence(8000, Duration.ofMillis(500));
        for (int i = 0; i < 16; i++) {
            assertThat(Math.abs(tone[i])).isLessThan((short) 150);
            assertThat(Math.abs(tone[tone.length - 1 - i])).isLessThan((short) 150);
        }
    }

    @Test
    void may_be_very_short_or_empty() {
        assertThat(Tone.sentence(8000, Duration.ZERO)).isEmpty();
        assertThat(Tone.sentence(8000, Duration.ofMillis(1))).hasSize(8);
        assertThatThrownBy(() -> Tone.sentence(800, Duration.ofMillis(1)))
                .hasMessageContaining("800");
    }
}
