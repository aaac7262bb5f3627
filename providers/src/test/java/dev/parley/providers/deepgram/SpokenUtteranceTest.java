package dev.parley.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SpokenUtteranceTest {
    private final SpokenUtterance utterance = new SpokenUtterance(1);

    @BeforeEach
    void begins() {
        utterance.beganAt(10);
    }

    @Test
    void settled_words_that_come_once_more_are_not_said_twice() {
        utterance.settle("brake check", 12);
        utterance.settle("brake check", 12);
        utterance.settle("please", 13);
        assertThat(utterance.words()).isEqualTo("brake check please");
    }

    @Test
    void guess_that_comes_after_its_words_were_settled_changes_nothing() {
        utterance.guess("break", 12);
        utterance.settle("brake check", 12);
        utterance.guess("break", 11.5);
        assertThat(utterance.words()).isEqualTo("brake check");
        utterance.guess("please", 12.4);
        assertThat(utterance.words()).isEqualTo("brake check please");
    }
}
