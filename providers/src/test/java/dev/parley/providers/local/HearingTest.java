package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.RecognizerInput;
import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static final Expectation THREE_DIGITS =
            new Expectation("digits", List.of("one two three"), 0)
                    .readBy(words -> words.split(" ").length == 3);

    @Test
    void the_likeliest_guess_that_is_an_answer_is_heard() {
        var decoder = new Guessing();
        decoder.next(
                new Guess("one two", 100), new Guess("one two two", 99), new Guess("a b c", 98));
        assertThat(words(decoder, THREE_DIGITS, 1)).isEqualTo("one two two");
        assertThat(decoder.resets).isZero();
    }

    @Test
    void sound_outside_the_grammar_is_nothing_whatever_else_is_guessed() {
        var decoder = new Guessing();
        decoder.next(new Guess("one [unk] two", 100), new Guess("one two two", 99.9));
        assertThat(words(decoder, THREE_DIGITS, 1)).isEmpty();
        assertThat(decoder.resets).isZero();
    }

    @Test
    void a_guess_far_behind_the_first_is_none() {
        var decoder = new Guessing();
        decoder.next(new Guess("one two", 100), new Guess("one two two", 80));
        decoder.next(new Guess("one two", 100));
        assertThat(words(decoder, THREE_DIGITS, 1)).isEqualTo("one two");
    }

    @Test
    void what_is_no_answer_is_heard_a_second_time_with_all_its_sound() {
        var decoder = new Guessing();
        decoder.next(new Guess("two three", 100));
        decoder.next(new Guess("six two three", 100));
        assertThat(words(decoder, THREE_DIGITS, 2)).isEqualTo("six two three");
        assertThat(decoder.resets).isOne();
        assertThat(decoder.samplesSinceReset).isEqualTo(2 * VoskModel.RATE + delay());
    }

    @Test
    void what_is_no_answer_the_second_time_either_is_told_as_heard_first() {
        var decoder = new Guessing();
        decoder.next(new Guess("two three", 100));
        decoder.next(new Guess("six two three four", 100));
        assertThat(words(decoder, THREE_DIGITS, 1)).isEqualTo("two three");
    }

    @Test
    void an_endless_utterance_is_not_kept_for_a_second_hearing() {
        var decoder = new Guessing();
        decoder.next(new Guess("two three", 100));
        assertThat(words(decoder, THREE_DIGITS, 25)).isEqualTo("two three");
        assertThat(decoder.resets).isZero();
    }

    @Test
    void who_cannot_tell_answers_takes_the_first_guess() {
        var decoder = new Guessing();
        decoder.next(new Guess("two three", 100), new Guess("six two three", 99));
        assertThat(words(decoder, new Expectation("any", List.of("one"), 0), 1))
                .isEqualTo("two three");
    }

    @Test
    void in_noise_an_answer_is_heard_again_and_both_hearings_vote() {
        var decoder = new Guessing();
        decoder.next(new Guess("two two three", 100), new Guess("six two three", 99));
        decoder.next(new Guess("six two three", 100), new Guess("two two three", 97));
        assertThat(noisyWords(decoder, 2, SecondHearings.UNLIMITED)).isEqualTo("six two three");
        assertThat(decoder.resets).isOne();
        assertThat(decoder.samplesSinceReset).isEqualTo(2 * VoskModel.RATE + delay());
    }

    @Test
    void in_noise_no_answer_is_chosen_between_two_as_likely_ones() {
        var decoder = new Guessing();
        decoder.next(
                new Guess("two three", 100),
                new Guess("six two three", 99),
                new Guess("two two three", 98.5));
        decoder.next(new Guess("two two three", 100), new Guess("six two three", 99.3));
        assertThat(noisyWords(decoder, 1, SecondHearings.UNLIMITED)).isEqualTo("two three");
    }

    @Test
    void in_noise_an_answer_too_long_to_keep_is_heard_once() {
        var decoder = new Guessing();
        decoder.next(new Guess("two two three", 100));
        assertThat(noisyWords(decoder, 11, SecondHearings.UNLIMITED)).isEqualTo("two two three");
        assertThat(decoder.resets).isZero();
    }

    @Test
    void in_noise_an_answer_is_heard_once_if_too_many_are_heard_again() {
        var decoder = new Guessing();
        decoder.next(new Guess("two two three", 100));
        var none = new SecondHearings("engine", 0, Meters.NONE);
        assertThat(noisyWords(decoder, 1, none)).isEqualTo("two two three");
        assertThat(decoder.resets).isZero();
    }

    /// Noise of -35 dBFS: 11 dB under the level at which a talker is expected.
    private static String noisyWords(Decoder decoder, int seconds, SecondHearings again) {
        var random = new Random(1);
        var hearing = new Hearing(decoder, new RecognizerInput(true), THREE_DIGITS, again);
        for (int i = 0; i < seconds * 10; i++) {
            var sound = new short[Inbox.CHUNK];
            for (int at = 0; at < sound.length; at++) {
                sound[at] = (short) (583 * random.nextGaussian());
            }
            hearing.hear(sound, sound.length);
        }
        return hearing.finalWords();
    }

    private static int delay() {
        return new RecognizerInput(true).delaySamples();
    }

    private static String words(Decoder decoder, Expectation expectation, int seconds) {
        var hearing =
                new Hearing(
                        decoder, new RecognizerInput(true), expectation, SecondHearings.UNLIMITED);
        for (int i = 0; i < seconds * 10; i++) {
            hearing.hear(new short[Inbox.CHUNK], Inbox.CHUNK);
        }
        return hearing.finalWords();
    }

    /// Guesses as it was told.
    private static final class Guessing implements Decoder {
        private final Queue<List<Guess>> answers = new ArrayDeque<>();
        private int resets;
        private int samplesSinceReset;

        void next(Guess... guesses) {
            answers.add(List.of(guesses));
        }

        @Override
        public boolean accept(short[] sound, int offset, int count) {
            samplesSinceReset += count;
            return false;
        }

        @Override
        public String partial() {
            return "";
        }

        @Override
        public String result() {
            return "";
        }

        @Override
        public String finalResult() {
            return finalGuesses().getFirst().words();
        }

        @Override
        public List<Guess> finalGuesses() {
            return answers.remove();
        }

        @Override
        public void reset() {
            resets++;
            samplesSinceReset = 0;
        }

        @Override
        public void close() {}
    }
}
