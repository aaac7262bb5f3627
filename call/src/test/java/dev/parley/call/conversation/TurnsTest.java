package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.List;
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

    @Test
    void digits_told_in_groups_are_waited_for_while_some_are_missing() {
        partner.complete = Completeness.PARTIAL;
        partner.toCome = 4;
        var scene = new Scene(partner).at(1000).starts(1).partial(1, "five five five").at(2000);
        scene.stops(1).at(3600).starts(1).partial(1, "five five five zero one four two");
        partner.complete = Completeness.COMPLETE;
        scene.at(4500).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("4800 finish 1");
    }

    @Test
    void one_missing_digit_is_waited_for_half_as_long() {
        partner.complete = Completeness.PARTIAL;
        partner.toCome = 1;
        var scene = new Scene(partner).at(1000).starts(1).partial(1, "five").at(2000).stops(1);
        assertThat(scene.at(9000).with("finish")).containsExactly("3400 finish 1");
    }

    @Test
    void caller_who_pauses_long_is_waited_for_longer_from_then_on() {
        var scene = new Scene(partner).at(1000).starts(1).partial(1, "my car").at(2000).stops(1);
        scene.at(2590).starts(1).partial(1, "my car squeaks").at(3000).stops(1).at(3590).starts(1);
        scene.at(4000).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("4679 finish 1");
    }

    @Test
    void answer_that_came_too_early_teaches_patience() {
        var scene = new Scene(partner).at(1000).starts(1).partial(1, "my car").at(2000).stops(1);
        scene.at(2650).starts(2).at(3000).stops(2).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1", "3747 finish 2");
        scene = new Scene(partner).at(1000).starts(1).partial(1, "my car").at(2000).stops(1);
        scene.at(2900).starts(2).understood(1, "my car").at(3000).stops(2).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1", "4035 finish 2");
    }

    @Test
    void fixed_mode_learns_nothing() {
        var fixed = settings(EndpointingSettings.defaults().with(Mode.FIXED));
        var scene = new Scene(partner, fixed).at(1000).starts(1).at(2000).stops(1).at(2900);
        scene.starts(2).understood(1, "well").at(3000).stops(2).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1", "3600 finish 2");
    }

    @Test
    void recognizer_ends_the_turn_and_silence_only_at_the_longest() {
        var scene = byRecognizer().at(1000).starts(1).partial(1, "tuesday").at(2000).stops(1);
        scene.at(2200).on(new Ear.EndOfTurn(1, 0.9));
        assertThat(scene.with("finish")).containsExactly("2200 finish 1");
        scene = byRecognizer().at(1000).starts(1).partial(1, "tuesday").at(2000).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("3800 finish 1");
    }

    @Test
    void end_told_while_the_caller_still_sounds_comes_with_the_next_silence() {
        var scene = byRecognizer().at(1000).starts(1).at(1900).on(new Ear.EndOfTurn(1, 0.9));
        assertThat(scene.with("finish")).isEmpty();
        assertThat(scene.at(2000).stops(1).with("finish")).containsExactly("2000 finish 1");
    }

    @Test
    void end_told_early_or_uncertainly_ends_only_a_complete_answer() {
        for (var event : List.of(new Ear.EagerEndOfTurn(1), new Ear.EndOfTurn(1, 0.4))) {
            partner.complete = Completeness.COMPLETE;
            var scene = byRecognizer().at(1000).starts(1).partial(1, "yes").at(2000).stops(1);
            assertThat(scene.at(2100).on(event).at(9000).with("finish"))
                    .containsExactly("2300 finish 1");
            partner.complete = Completeness.OPEN;
            scene = byRecognizer().at(1000).starts(1).partial(1, "yes").at(2000).stops(1);
            assertThat(scene.at(2100).on(event).at(9000).with("finish"))
                    .containsExactly("3800 finish 1");
        }
    }

    @Test
    void end_told_and_taken_back_is_none() {
        var scene = byRecognizer().at(1000).starts(1).at(1900).on(new Ear.EndOfTurn(1, 0.9));
        scene.on(new Ear.TurnResumed(1)).at(2000).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("3800 finish 1");
    }

    @Test
    void recognizers_end_is_of_no_interest_to_voice_activity() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1).at(2100);
        scene.on(new Ear.EndOfTurn(1, 1)).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1");
    }

    @Test
    void turn_ended_by_hand_lasts_as_long_as_the_talk_key_is_down() {
        var scene = byHand().at(1000).on(new Line.TurnOpened()).at(1200).starts(1).at(2000);
        scene.stops(1).at(9000).starts(1).at(9900).stops(1).at(10_000).on(new Line.TurnClosed());
        scene.understood(1, "after some thought tuesday");
        assertThat(scene.with("finish")).containsExactly("10000 finish 1");
        assertThat(partner.told).containsExactly("begin", "hear after some thought tuesday");
    }

    @Test
    void what_sounds_without_the_talk_key_is_not_for_the_agent() {
        var scene = byHand().at(1000).starts(1).partial(1, "somebody else").at(2000).stops(1);
        assertThat(scene.at(9000).with("cancel")).containsExactly("2000 cancel 1");
        assertThat(scene.with("finish")).isEmpty();
    }

    @Test
    void talk_key_stops_the_agent_at_once() {
        partner.answers(Act.Say.of("We are open from nine to five."));
        var scene = byHand().at(500).on(new Line.TurnOpened());
        assertThat(scene.effects.getLast()).isEqualTo("500 cut 1");
    }

    @Test
    void talk_key_that_is_never_let_go_ends_the_turn_after_a_minute() {
        var scene = byHand().at(1000).on(new Line.TurnOpened()).at(1200).starts(1).at(2000);
        scene.stops(1).at(70_000);
        assertThat(scene.with("finish")).containsExactly("61000 finish 1");
    }

    @Test
    void talk_key_means_nothing_where_silence_ends_turns() {
        var scene = new Scene(partner).at(1000).on(new Line.TurnOpened()).starts(1).at(2000);
        scene.on(new Line.TurnClosed()).at(2500).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("3100 finish 1");
    }

    private Scene byRecognizer() {
        return new Scene(
                partner, settings(EndpointingSettings.defaults().with(Detection.RECOGNIZER)));
    }

    private Scene byHand() {
        return new Scene(partner, settings(EndpointingSettings.defaults().with(Detection.MANUAL)));
    }

    private static ConversationSettings settings(EndpointingSettings endpointing) {
        return ConversationSettings.defaults().with(endpointing);
    }
}
