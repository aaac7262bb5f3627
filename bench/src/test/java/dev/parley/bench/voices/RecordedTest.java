package dev.parley.bench.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTest {
    @TempDir Path folder;

    @BeforeEach
    void write_prompts() throws IOException {
        prompt("digits/1.wav");
        prompt("digits/h-3.wav");
        prompt("digits/mon-10.wav");
        prompt("phonetic/x_p.wav");
    }

    @Test
    void says_what_all_words_are_recorded_for() {
        var person = new Recorded(folder);
        assertThat(person.canSay("november third")).isTrue();
        assertThat(person.canSay("one x ray, one")).isTrue();
        assertThat(person.canSay("one please")).isFalse();
        assertThat(person.canSay("one two")).isFalse();
    }

    @Test
    void words_are_joined_without_their_silence_and_groups_with_a_pause() {
        var person = new Recorded(folder);
        assertThat(person.speak("one one").length - person.speak("one").length)
                .isBetween(Voice.RATE * 150 / 1000, Voice.RATE * 210 / 1000);
        assertThat(person.speak("one, one").length - person.speak("one").length)
                .isBetween(Voice.RATE * 390 / 1000, Voice.RATE * 450 / 1000);
    }

    @Test
    void a_folder_without_digits_is_refused() {
        assertThatThrownBy(() -> new Recorded(folder.resolve("phonetic")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("digits/1.wav");
    }

    /// 100 ms of a tone between 300 ms of silence.
    private void prompt(String name) throws IOException {
        var sound = new short[5_600];
        for (int i = 2_400; i < 3_200; i++) {
            sound[i] = (short) (8_000 * Math.sin(i * 0.5));
        }
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var wav = new WavWriter(file, 8_000, 1)) {
            wav.write(sound, 0, sound.length);
        }
    }
}
