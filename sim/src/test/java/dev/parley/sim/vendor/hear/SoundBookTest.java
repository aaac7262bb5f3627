package dev.parley.sim.vendor.hear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SoundBookTest {
    private static final int RATE = 8_000;
    private static final String ONE = "which day would you like";
    private static final String TWO = "i would like to book an appointment";

    private final SoundBook book = new SoundBook();
    private final short[] one = voice(1);
    private final short[] two = voice(2);

    SoundBookTest() {
        book.put(ONE, one, RATE);
        book.put(TWO, two, RATE);
        for (int i = 3; i < 20; i++) {
            book.put("something else " + i, voice(i), RATE);
        }
    }

    @Test
    void a_sentence_is_heard_again_by_its_sound() {
        assertThat(book.hear(one, RATE)).isEqualTo(ONE);
        assertThat(book.hear(two, RATE)).isEqualTo(TWO);
    }

    @Test
    void half_a_sentence_is_half_its_words() {
        assertThat(book.hear(Arrays.copyOf(two, two.length * 45 / 100), RATE))
                .isEqualTo("i would like to");
        assertThat(book.hear(Arrays.copyOfRange(two, two.length / 2, two.length), RATE))
                .isEqualTo("book an appointment");
    }

    @Test
    void what_sounds_twice_is_heard_twice_and_two_sentences_are_heard_in_order() {
        assertThat(book.hear(joined(one, silence(), one), RATE)).isEqualTo(ONE + " " + ONE);
        assertThat(book.hear(joined(silence(), two, silence(), one), RATE))
                .isEqualTo(TWO + " " + ONE);
    }

    @Test
    void a_sound_that_was_never_put_in_is_not_understood() {
        var two = new SoundBook();
        two.put(ONE, one, RATE);
        two.put(TWO, this.two, RATE);
        var understood = two.understand(voice(99), RATE);
        assertThat(understood.known()).isLessThan(0.75);
        assertThat(book.understand(one, RATE).known()).isGreaterThan(0.95);
    }

    @Test
    void silence_is_nothing_and_known() {
        assertThat(book.understand(silence(), RATE)).isEqualTo(new SoundBook.Understood("", 1));
        assertThat(book.understand(new short[0], RATE)).isEqualTo(new SoundBook.Understood("", 1));
    }

    @Test
    void a_sound_at_another_rate_and_place_is_the_same() {
        var moved = joined(new short[37], one);
        var twice = new short[moved.length * 2];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = moved[i / 2];
        }
        assertThat(book.hear(twice, 2 * RATE)).isEqualTo(ONE);
    }

    private static short[] silence() {
        return new short[RATE / 3];
    }

    private static short[] joined(short[]... sounds) {
        int length = Arrays.stream(sounds).mapToInt(sound -> sound.length).sum();
        var joined = new short[length];
        int at = 0;
        for (var sound : sounds) {
            System.arraycopy(sound, 0, joined, at, sound.length);
            at += sound.length;
        }
        return joined;
    }

    /// Two seconds of syllables of 80 to 250 ms, loud and soft, with pauses.
    private static short[] voice(int seed) {
        var random = new Random(seed);
        var samples = new short[2 * RATE];
        int at = 0;
        while (at < samples.length) {
            int length = Math.min(samples.length - at, RATE * random.nextInt(80, 250) / 1_000);
            double peak = random.nextInt(5) == 0 ? 0 : Math.pow(10, random.nextDouble(2.4, 4));
            for (int i = 0; i < length; i++) {
                double swell = Math.sin(Math.PI * i / length);
                samples[at + i] =
                        (short) (peak * swell * Math.sin(2 * Math.PI * 180 * (at + i) / RATE));
            }
            at += length;
        }
        return samples;
    }
}
