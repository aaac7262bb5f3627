package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void a_full_scale_sine_is_three_decibels_below_a_square_wave() {
        short[] square = new short[800];
        Arrays.fill(square, Short.MIN_VALUE);
        assertThat(Level.dbfs(square, 0, 800)).isEqualTo(0, within(1e-9));
        assertThat(Level.dbfs(Sounds.sine(8000, 100, -3.02, 800), 0, 800))
                .isEqualTo(-3.02, within(0.01));
    }

    @Test
    void silence_is_minus_hundred_and_one_bit_is_minus_ninety() {
        assertThat(Level.dbfs(new short[160], 0, 160)).isEqualTo(-100);
        assertThat(Level.dbfs(new short[160], 0, 0)).isEqualTo(-100);
        assertThat(Level.dbfs(new short[] {1, -1}, 0, 2)).isEqualTo(-90.3, within(0.01));
        short[] oneClick = new short[16000];
        oneClick[7] = 1;
        assertThat(Level.dbfs(oneClick, 0, oneClick.length)).isEqualTo(-100);
    }

    @Test
    void counts_only_its_range() {
        short[] samples = {30_000, 100, -100, 30_000};
        assertThat(Level.dbfs(samples, 1, 2))
                .isEqualTo(20 * Math.log10(100 / 32768.0), within(1e-9));
    }
}
