package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SpeechLengthTest {
    private final SpeechLength speech = new SpeechLength();

    @Test
    void silence_around_speech_and_soft_noise_are_not_counted() {
        add(300, 20);
        add(700, 4000);
        add(400, 20);
        assertThat(speech.millis()).isEqualTo(700);
    }

    @Test
    void silence_alone_is_no_speech() {
        add(1000, 30);
        assertThat(speech.millis()).isZero();
        assertThat(new SpeechLength().millis()).isZero();
    }

    @Test
    void pieces_of_any_length_add_up() {
        for (int piece = 0; piece < 100; piece++) {
            var samples = new short[111];
            Arrays.fill(samples, (short) 3000);
            speech.add(samples);
        }
        assertThat(speech.millis()).isEqualTo(690);
    }

    private void add(int millis, int amplitude) {
        var samples = new short[16 * millis];
        Arrays.fill(samples, (short) amplitude);
        speech.add(samples);
    }
}
