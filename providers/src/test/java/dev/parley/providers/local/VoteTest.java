package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoteTest {
    private static final Vote VOTE = new Vote(0.5);

    @Test
    void the_answer_likeliest_in_all_hearings_together_wins() {
        assertThat(
                        heard(
                                List.of(guess("two one", 10), guess("six one", 9)),
                                List.of(guess("six one", 50), guess("two one", 46))))
                .contains("six one");
    }

    @Test
    void an_answer_that_one_hearing_did_not_guess_is_not_lost() {
        assertThat(
                        heard(
                                List.of(guess("two one", 10)),
                                List.of(guess("six one", 50), guess("one", 49))))
                .isEmpty();
        assertThat(
                        heard(
                                List.of(guess("two one", 10)),
                                List.of(guess("six one", 50), guess("two one", 49))))
                .contains("two one");
    }

    @Test
    void between_two_as_likely_answers_none_is_taken() {
        assertThat(heard(List.of(guess("two one", 10), guess("six one", 9.6)))).isEmpty();
        assertThat(heard(List.of(guess("two one", 10), guess("six one", 9.4)))).contains("two one");
    }

    @Test
    void oh_and_zero_are_one_answer_and_no_rivals() {
        assertThat(heard(List.of(guess("one oh", 10), guess("one zero", 9.9)))).contains("one oh");
    }

    @Test
    void what_is_no_answer_and_sound_outside_the_grammar_do_not_vote() {
        assertThat(
                        heard(
                                List.of(
                                        guess("one", 12),
                                        guess("one [unk]", 11),
                                        guess("", 11),
                                        guess("six one", 5))))
                .contains("six one");
        assertThat(heard(List.of(guess("one", 12)), List.of(guess("[unk]", 3)))).isEmpty();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Optional<String> heard(List<Guess>... hearings) {
        return VOTE.among(List.of(hearings), words -> words.split(" ").length == 2);
    }

    private static Guess guess(String words, double score) {
        return new Guess(words, score);
    }
}
