package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A model that says whether a turn is over: it has a veto in open speech, and nothing else.
class JudgeRacesTest {
    private final Partner partner = new Partner();

    @Race(
            happens = "a model takes the turn for unfinished",
            during = "the caller pauses in open speech",
            decision = "the pause may last 1.2 s, and never less than without the model")
    @Test
    void unfinished_turn_is_waited_for_longer() {
        var scene = judged(0.29);
        assertThat(scene.with("judge")).first().isEqualTo("2300 judge 1");
        assertThat(scene.with("finish")).containsExactly("3200 finish 1");
    }

    @Test
    void turn_that_may_be_over_ends_as_without_a_model() {
        assertThat(judged(0.3).with("finish")).containsExactly("2600 finish 1");
    }

    @Test
    void no_turn_ends_sooner_than_without_a_model() {
        assertThat(judged(1).with("finish")).containsExactly("2600 finish 1");
        var hasty = new JudgeSettings(true, 0.3, Duration.ofMillis(400), Duration.ofMillis(150));
        var scene = pausing(EndpointingSettings.defaults().with(hasty));
        scene.at(2400).judged(1, 0.1).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1");
    }

    @Race(
            happens = "a model answers after 150 ms",
            during = "the caller pauses in open speech",
            decision = "dropped and counted")
    @Test
    void late_judgement_changes_nothing() {
        var scene = pausing(byModel()).at(2451).judged(1, 0.1).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "a model answers about a pause",
            during = "the caller goes on, or pauses again",
            decision = "dropped and counted: each pause has a number of its own")
    @Test
    void judgement_of_another_pause_changes_nothing() {
        var scene = pausing(byModel()).at(2350).starts(1).at(2360).judged(1, 0.1);
        scene.at(3000).stops(1).at(3310).judged(1, 0.1).at(9000);
        assertThat(scene.with("judge")).first().isEqualTo("2300 judge 1");
        assertThat(scene.with("judge 2")).containsExactly("3300 judge 2");
        assertThat(scene.with("finish")).containsExactly("3600 finish 1");
        assertThat(scene.lateInputs()).isEqualTo(2);
    }

    @Test
    void second_judgement_of_a_pause_changes_nothing() {
        var scene = pausing(byModel()).at(2350).judged(1, 0.9).judged(1, 0.1).at(9000);
        assertThat(scene.with("finish")).containsExactly("2600 finish 1");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Test
    void veto_is_forgotten_when_the_caller_goes_on() {
        var scene = judgedOnly(0.1).at(2900).starts(1).at(4000).stops(1).at(9000);
        assertThat(scene.with("finish")).containsExactly("4600 finish 1");
    }

    @Race(
            happens = "words complete the answer",
            during = "a model has taken the turn for unfinished",
            decision = "the words count, the model does not")
    @Test
    void complete_answer_is_not_held_up_by_a_model() {
        var scene = judgedOnly(0.1);
        partner.complete = Completeness.COMPLETE;
        scene.at(2500).partial(1, "tuesday at nine").at(9000);
        assertThat(scene.with("finish")).containsExactly("2500 finish 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Completeness.class,
            names = {"PARTIAL", "COMPLETE"})
    void no_model_is_asked_where_the_dialogue_can_read_the_answer(Completeness completeness) {
        partner.complete = completeness;
        assertThat(pausing(byModel()).at(9000).with("judge")).isEmpty();
    }

    @Test
    void no_model_is_asked_while_a_grammar_is_expected() {
        partner.answers(new Act.Expect(new Expectation("yes-no", List.of("yes", "no"), 0)));
        assertThat(pausing(byModel()).at(9000).with("judge")).isEmpty();
    }

    @Test
    void no_model_is_asked_unless_it_is_wanted_and_silence_ends_turns() {
        assertThat(pausing(EndpointingSettings.defaults()).at(9000).with("judge")).isEmpty();
        for (var detection : List.of(Detection.RECOGNIZER, Detection.MANUAL)) {
            assertThat(pausing(byModel().with(detection)).at(9000).with("judge")).isEmpty();
        }
    }

    @Test
    void model_is_not_asked_about_a_turn_that_has_ended_by_then() {
        var scene = pausing(byModel()).skipTo(2700).partial(1, "my car").at(9000);
        assertThat(scene.with("judge")).isEmpty();
        assertThat(scene.with("finish")).containsExactly("2700 finish 1");
    }

    @Test
    void record_says_what_the_model_was_asked_and_what_it_held_up() {
        var scene = judged(0.1).on(new Input.Line.HungUp());
        assertThat(scene.with("turns-judged"))
                .singleElement()
                .asString()
                .contains("asked=1")
                .contains("answered=1")
                .contains("unlikely=1");
    }

    /// A caller who pauses at 2 s; the model answers in time.
    private Scene judged(double complete) {
        return judgedOnly(complete).at(9000);
    }

    private Scene judgedOnly(double complete) {
        return pausing(byModel()).at(2450).judged(1, complete);
    }

    private Scene pausing(EndpointingSettings endpointing) {
        return new Scene(partner, ConversationSettings.defaults().with(endpointing))
                .at(1000)
                .starts(1)
                .partial(1, "my car")
                .at(2000)
                .stops(1);
    }

    private static EndpointingSettings byModel() {
        return EndpointingSettings.defaults().with(Mode.FIXED).with(JudgeSettings.off().on());
    }
}
