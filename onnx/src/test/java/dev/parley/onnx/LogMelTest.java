package dev.parley.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogMelTest {
    private final LogMel features = new LogMel();

    @Test
    void features_are_those_of_the_models_own_code() throws IOException {
        for (var golden : Golden.all()) {
            var ours = features.of(golden.sound());
            assertThat(golden.features()).hasSize((ours.length - 1) / Golden.EVERY + 1);
            for (int i = 0; i < golden.features().length; i++) {
                assertThat((double) ours[i * Golden.EVERY])
                        .as("feature %d of %d samples", i * Golden.EVERY, golden.sound().length)
                        .isCloseTo(golden.features()[i], within(2e-4));
            }
        }
    }

    @Test
    void only_the_last_eight_seconds_count() throws IOException {
        var sound = Golden.all().getFirst().sound();
        var longer = new short[sound.length + 5_000];
        Arrays.fill(longer, (short) 7_000);
        System.arraycopy(sound, 0, longer, 5_000, sound.length);
        assertThat(features.of(longer)).isEqualTo(features.of(sound));
    }

    @Test
    void silence_has_features_too() {
        assertThat(features.of(new short[0]))
                .hasSize(LogMel.BANDS * LogMel.FRAMES)
                .containsOnly(-1.5f);
    }
}
