package dev.parley.sim.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineNoiseTest {
    @ParameterizedTest
    @CsvSource({"PINK_20_DB, 20", "PINK_15_DB, 15", "HUM_20_DB, 20", "CLEAN, 60"})
    void noise_lies_as_far_below_the_speech_as_its_name_says(LineNoise noise, double decibels) {
        var samples = new double[16_000];
        noise.addTo(samples, 3000, 8000, new SplittableRandom(1));
        assertThat(20 * Math.log10(3000 / LineNoise.rms(samples))).isEqualTo(decibels, within(0.1));
    }
}
