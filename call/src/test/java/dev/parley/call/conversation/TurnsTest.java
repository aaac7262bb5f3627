package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.dialog.Dialogue.Completeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a turn ends, and what it says.
class TurnsTest {
    private final Partner partner = new Partner();

    @ParameterizedTest
    @CsvSource({"COMPLETE, 2300", "OPEN, 2600", "PARTIAL, 3000"})
    void completeness_of_the_answer_decides_how_long_a_silence_ends_it(
            Completeness completeness, long end) {
        partner.complete = completeness;
        var scene = new Scene(partner).at(1000).starts(1).partial(1, "one").at(2000).stops(1);
        assertThat(scene.at(5000).with("finish")).containsExactly(end + " finish 1");
    }

    @Test
    void silence_that_passed_before_the_report_counts() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000);
        scene.on(new Ear.SpeechStopped(1, 1800, 200)).at(5000);
        assertThat(scene.with("finish")).containsExactly("2400 finish 1");
    }

    @Test
    void words_that_complete_the_answer_shorten_the_silence() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1);
        partner.complete = Completeness.COMPLETE;
        scene.at(2450).partial(1, "tuesday");
        assertThat(scene.with("finish")).containsExactly("2450 finish 1");
    }

    @Test
    void pause_within_a_turn_does_not_end_it() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1).at(2500).starts(1);
        scene.at(3000).stops(1).at(5000);
        assertThat(scene.with("finish")).containsExactly("3600 finish 1");
    }

    @Test
    void scripted_settings_end_every_turn_after_half_a_second() {
        var scene = new Scene(partner, ConversationSettings.scripted());
        scene.at(1000).starts(1).at(2000).stops(1).at(5000);
        assertThat(scene.with("finish")).containsExactly("2500 finish 1");
    }

    @Test
    void speech_without_words_is_answered() {
        new Scene(partner).at(1000).starts(1).at(1400).stops(1).at(2000).understood(1, "");
        assertThat(partner.told).containsExactly("begin", "hear ");
    }

    @Test
    void click_without_words_is_not_answered() {
        new Scene(partner).at(1000).starts(1).at(1200).stops(1).at(1800).understood(1, "");
        assertThat(partner.told).containsExactly("begin");
    }

    @Test
    void short_word_is_answered() {
        new Scene(partner).at(1000).starts(1).at(1200).stops(1).at(1800).understood(1, "no");
        assertThat(partner.told).containsExactly("begin", "hear no");
    }
}
