package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HouseSoundTest {
    private static final int RATE = 1000;
    private static final int BEFORE = 10;
    private static final int AFTER = 90;

    private final List<Short> heard = new ArrayList<>();
    private final List<SpokenWord> words = new ArrayList<>();
    private final HouseSound sound =
            new HouseSound(
                    RATE,
                    2,
                    BEFORE,
                    AFTER,
                    new SpeechEngine.Output() {
                        @Override
                        public void word(SpokenWord word) {
                            words.add(word);
                        }

                        @Override
                        public void samples(short[] samples, int offset, int count) {
                            for (int i = offset; i < offset + count; i++) {
                                heard.add(samples[i]);
                            }
                        }
                    });

    private static short[] of(int silence, int loud, int pause, int louder, int tail) {
        short[] raw = new short[silence + loud + pause + louder + tail];
        Arrays.fill(raw, silence, silence + loud, (short) 1000);
        Arrays.fill(raw, silence + loud + pause, raw.length - tail, (short) -2000);
        return raw;
    }

    @Test
    void silence_at_both_ends_is_cut_and_pauses_inside_stay() {
        short[] raw = of(400, 10, 300, 10, 400);
        sound.samples(raw, 0, raw.length);
        sound.finish();
        assertThat(heard).hasSize(BEFORE + 10 + 300 + 10 + AFTER);
        assertThat(heard.subList(BEFORE, BEFORE + 10)).containsOnly((short) 2000);
    }

    @Test
    void parts_of_any_size_give_the_same_sound() {
        short[] raw = of(777, 33, 501, 20, 333);
        sound.samples(raw, 0, raw.length);
        sound.finish();
        var whole = List.copyOf(heard);
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var parted = new HouseSoundTest();
            for (int at = 0; at < raw.length; ) {
                int count = Math.min(raw.length - at, 1 + random.nextInt(200));
                parted.sound.samples(raw, at, count);
                at += count;
            }
            parted.sound.finish();
            assertThat(parted.heard).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void words_move_with_the_silence_that_was_cut() {
        sound.word(new SpokenWord(0, 2, 400, 410));
        short[] raw = of(400, 10, 300, 10, 0);
        sound.samples(raw, 0, raw.length);
        sound.word(new SpokenWord(3, 5, 710, 720));
        assertThat(words)
                .containsExactly(
                        new SpokenWord(0, 2, BEFORE, BEFORE + 10),
                        new SpokenWord(3, 5, BEFORE + 310, BEFORE + 320));
    }

    @Test
    void nothing_but_silence_is_no_sound() {
        sound.samples(new short[5000], 0, 5000);
        sound.finish();
        assertThat(heard).isEmpty();
    }
}
