package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A model that writes replies while they are spoken.
class GenerationRacesTest {
    private static final ModelRequest REQUEST = ModelRequest.of(List.of(new Message.User("hello")));

    private final Partner partner = new Partner();

    private static Act.Generate generate(long id) {
        return generate(id, "");
    }

    private static Act.Generate generate(long id, String filler) {
        return new Act.Generate(id, REQUEST, filler);
    }

    /// A caller whose words at 2600 ms a model answers.
    private Scene asked() {
        partner.answers().answers(generate(1));
        return new Scene(partner).at(600).says(1, "an oil change");
    }

    /// The first sentence of the answer sounds since 3000 ms.
    private Scene answering() {
        return asked().writes(1, "We have time.").at(3000).on(started(1, 0));
    }

    private static Input started(long reply, int sentence) {
        return new Input.Mouth.SentenceStarted(reply, sentence);
    }

    @Test
    void sentences_are_added_to_the_reply_while_it_sounds() {
        var scene = answering().at(3200).writes(1, "On Tuesday at nine.");
        assertThat(scene.effects)
                .containsSubsequence(
                        "2600 generate 1",
                        "2600 speak 1.0 We have time.",
                        "3200 speak 1.1 On Tuesday at nine.");
        assertThat(scene.with("end")).isEmpty();
        scene.at(3300).done(1);
        assertThat(scene.effects.getLast()).isEqualTo("3300 end 1");
        scene.at(5000).sentencePlayed(1, 0).sentencePlayed(1, 1).played(1);
        assertThat(scene.with("agent"))
                .containsExactly("5000 agent 2 whole certain [We have time. On Tuesday at nine.]");
        assertThat(scene.lateInputs()).isZero();
    }

    @Race(
            happens = "the model has not written the next sentence",
            during = "the last one was heard",
            decision = "the reply ends and the floor is free; what comes then is the next reply")
    @Test
    void agent_who_waits_for_its_model_does_not_have_the_floor() {
        var scene = answering().at(4000).sentencePlayed(1, 0);
        assertThat(scene.effects.getLast()).isEqualTo("4000 end 1");
        scene.at(4010).writes(1, "On Tuesday.").at(4020).played(1);
        assertThat(scene.with("speak 2")).containsExactly("4020 speak 2.0 On Tuesday.");
    }

    @Race(
            happens = "the caller speaks",
            during = "the model has not written the next sentence and nothing sounds any more",
            decision =
                    "the caller has the floor at once; what the model writes then is forgotten with the next words")
    @Test
    void caller_who_speaks_while_the_model_thinks_has_the_floor_at_once() {
        var scene = answering().at(4000).sentencePlayed(1, 0).at(4010).played(1);
        scene.at(4200).starts(2).at(4300).writes(1, "On Tuesday.").done(1);
        partner.answers(Act.Say.of("Goodbye."));
        scene.at(5200).stops(2).at(5900).understood(2, "no thanks");
        assertThat(scene.with("speak 2")).containsExactly("5900 speak 2.0 Goodbye.");
        assertThat(partner.told)
                .containsExactly(
                        "begin",
                        "hear an oil change",
                        "generated 1 We have time.",
                        "hear no thanks");
    }

    @Race(
            happens = "a noise of the caller",
            during = "the model thinks",
            decision = "what it wrote meanwhile is said after it")
    @Test
    void noise_does_not_stop_the_model() {
        var scene = asked().at(2700).starts(2).at(2750).writes(1, "We have time.");
        assertThat(scene.with("speak")).isEmpty();
        scene.at(2800).stops(2).at(3600).understood(2, "");
        assertThat(scene.with("speak 1.0")).hasSize(1);
        assertThat(scene.with("cancel generation")).isEmpty();
    }

    @Race(
            happens = "the caller hangs up",
            during = "the model has written nothing yet",
            decision = "the generation is cancelled, nothing is said")
    @Test
    void hang_up_before_the_first_token() {
        var scene = asked().at(2700).on(new Line.HungUp());
        assertThat(scene.with("cancel generation")).containsExactly("2700 cancel generation 1");
        assertThat(scene.isOver()).isTrue();
        scene.writes(1, "We have time.");
        assertThat(scene.with("speak")).isEmpty();
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "the caller interrupts",
            during = "the model still writes",
            decision =
                    "the generation is cancelled; the dialogue learns what was heard of all it said")
    @Test
    void interruption_cancels_what_the_model_still_writes() {
        var scene = answering().at(4000).sentencePlayed(1, 0).played(1);
        scene.writes(1, "On Tuesday at nine.").at(4100).on(started(2, 0));
        scene.at(4500).starts(2).partial(2, "no").partial(2, "no not tuesday").at(4600);
        assertThat(scene.with("cut 2")).isNotEmpty();
        assertThat(scene.with("cancel generation")).hasSize(1);
        scene.writes(1, "Or on Friday.").cut(2, 0, 10);
        assertThat(partner.told)
                .containsExactly(
                        "begin",
                        "hear an oil change",
                        "generated 1 We have time.",
                        "generated 1 On Tuesday at nine.",
                        "interrupted We have time. On Tuesday");
        assertThat(scene.lateInputs()).isEqualTo(1);
        assertThat(scene.with("Or on Friday.")).isEmpty();
    }

    @Race(
            happens = "the model writes the next sentence",
            during = "it is undecided whether the caller interrupts",
            decision = "it is added: the agent talks on")
    @Test
    void sentence_is_added_while_it_is_undecided_whether_the_caller_interrupts() {
        var scene = answering().at(3500).starts(2).at(3600).writes(1, "On Tuesday.");
        assertThat(scene.with("speak 1.1")).containsExactly("3600 speak 1.1 On Tuesday.");
    }

    @Race(
            happens = "the model writes the next sentence",
            during = "the agent is held because the caller may interrupt",
            decision = "it waits, and is added when the agent goes on")
    @Test
    void sentence_waits_while_the_agent_is_held() {
        var scene = answering().at(3500).starts(2).at(4600);
        assertThat(scene.with("pause")).hasSize(1);
        scene.writes(1, "On Tuesday.").done(1);
        assertThat(scene.with("speak 1.1")).isEmpty();
        scene.at(4700).stops(2).at(9000);
        assertThat(scene.effects)
                .containsSubsequence(
                        scene.with("resume").getFirst(),
                        scene.with("speak 1.1").getFirst(),
                        scene.with("end 1").getFirst());
    }

    @Race(
            happens = "the model fails",
            during = "its first sentence sounds",
            decision = "the dialogue is told at once; what it says is added behind the sentence")
    @Test
    void failure_in_the_middle_of_an_answer() {
        partner.answers().answers(generate(1)).answers(Act.Say.of("I lost my thread."));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.writes(1, "We have time.").at(3000).on(started(1, 0));
        scene.failed(1, ProviderFailure.NETWORK);
        assertThat(partner.told).endsWith("failed 1 NETWORK");
        assertThat(scene.with("3000"))
                .containsExactly("3000 speak 1.1 I lost my thread.", "3000 end 1");
        assertThat(scene.with("cancel generation")).isEmpty();
    }

    @Race(
            happens = "the model is done",
            during = "the caller speaks",
            decision = "all of it waits for the caller's turn, and is forgotten with its words")
    @Test
    void model_is_done_while_the_caller_speaks() {
        partner.takesBack = false;
        var scene = asked().at(2700).starts(2).at(2800).writes(1, "We have time.").done(1);
        assertThat(partner.told).containsExactly("begin", "hear an oil change");
        scene.at(3700).stops(2).at(4400).understood(2, "and the tyres");
        assertThat(partner.told)
                .containsExactly("begin", "hear an oil change", "take back", "hear and the tyres");
        assertThat(scene.with("speak")).isEmpty();
        assertThat(scene.with("cancel generation")).isEmpty();
    }

    @Race(
            happens = "the caller goes on",
            during = "nothing of the model's answer was said yet",
            decision = "the generation is cancelled, the words are joined")
    @Test
    void caller_who_goes_on_before_the_first_sentence_says_one_turn() {
        partner.takesBack = true;
        var scene = asked().at(2700).starts(2).at(3700).stops(2);
        partner.answers(generate(2));
        scene.at(4400).understood(2, "and the tyres");
        assertThat(partner.told)
                .containsExactly(
                        "begin",
                        "hear an oil change",
                        "take back",
                        "hear an oil change and the tyres");
        assertThat(scene.with("generation")).containsExactly("4400 cancel generation 1");
        assertThat(scene.with("generate")).containsExactly("2600 generate 1", "4400 generate 2");
    }

    @Race(
            happens = "the caller goes on",
            during = "the model's answer is younger than 300 ms",
            decision = "the answer is cut, the generation cancelled, the words are joined")
    @Test
    void caller_who_goes_on_into_the_first_sentence_says_one_turn() {
        partner.takesBack = true;
        var scene = restarted();
        scene.at(3700).stops(2).cut(1, -1, 0).at(6000).understood(2, "and the tyres");
        assertThat(partner.told).endsWith("take back", "hear an oil change and the tyres");
        assertThat(scene.with("cancel generation")).hasSize(1);
    }

    /// The caller goes on at 2700 ms, 100 ms after the first sentence began.
    private Scene restarted() {
        partner.told.clear();
        partner.answers().answers(generate(1));
        return new Scene(partner)
                .at(600)
                .says(1, "an oil change")
                .writes(1, "We have time.")
                .at(2700)
                .starts(2);
    }

    @Race(
            happens = "the caller's sound turns out to be nothing",
            during = "the model's answer was taken back",
            decision = "the model writes anew, since what it wrote was forgotten")
    @Test
    void answer_that_was_taken_back_for_nothing_is_written_anew() {
        partner.takesBack = true;
        var scene = restarted();
        scene.cut(1, -1, 0).at(2750).stops(2);
        partner.answers(generate(2));
        scene.at(5000).understood(2, "").at(5500);
        assertThat(partner.told).containsSubsequence("take back", "hear an oil change");
        assertThat(scene.with("generate 2")).hasSize(1);
        scene.writes(2, "We have time on Tuesday.");
        assertThat(scene.with("speak 2.0")).hasSize(1);
    }

    @Race(
            happens = "text arrives",
            during = "its generation was cancelled",
            decision = "dropped and counted")
    @Test
    void text_of_a_cancelled_generation_is_dropped() {
        var scene = asked();
        partner.answers(Act.Say.of("Yes?"));
        scene.at(2700).writes("hello").at(2800).writes(1, "We have time.").done(1);
        assertThat(scene.with("speak")).containsExactly("2700 speak 1.0 Yes?");
        assertThat(scene.with("cancel generation")).containsExactly("2700 cancel generation 1");
        assertThat(scene.lateInputs()).isEqualTo(2);
    }

    @Race(
            happens = "two generations write",
            during = "the reply of one of them sounds",
            decision = "only its own sentences are added; the other's wait for a free floor")
    @Test
    void two_generations_do_not_mix() {
        partner.answers().answers(generate(1), generate(2));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.writes(1, "One.").writes(2, "Two.").writes(1, "Three.");
        assertThat(scene.with("speak"))
                .containsExactly("2600 speak 1.0 One.", "2600 speak 1.1 Three.");
        scene.done(1).at(3000).sentencePlayed(1, 1).played(1);
        assertThat(scene.with("speak 2")).containsExactly("3000 speak 2.0 Two.");
    }

    @Test
    void text_that_waits_is_put_together() {
        var scene = asked().at(2700).starts(2).writes(1, "We have").writes(1, " time.");
        scene.at(2750).stops(2).at(9000).understood(2, "");
        assertThat(partner.told).contains("generated 1 We have time.");
    }

    @Test
    void filler_is_said_once_while_the_model_is_slow() {
        partner.answers().answers(generate(1, "Let me see."));
        var scene = new Scene(partner).at(600).says(1, "an oil change").at(3400);
        assertThat(scene.with("speak")).containsExactly("3300 speak 1.0 Let me see.");
        scene.writes(1, "We have time.");
        assertThat(scene.with("speak 2")).isEmpty();
        scene.at(4000).sentencePlayed(1, 0).played(1);
        assertThat(scene.with("speak 2")).containsExactly("4000 speak 2.0 We have time.");
        scene.at(5000).sentencePlayed(2, 0).played(2).at(9000);
        assertThat(scene.with("speak 1.0 Let me see.")).hasSize(1);
        assertThat(scene.with("speak")).hasSize(2);
    }

    @Test
    void no_filler_is_needed_where_something_was_said() {
        partner.answers().answers(Act.Say.of("A moment."), generate(1, "Let me see."));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.at(4000).sentencePlayed(1, 0).played(1).at(9000);
        assertThat(scene.with("Let me see.")).isEmpty();
    }

    @Race(
            happens = "a model falls silent for 20 s",
            during = "the caller waits",
            decision =
                    "the generation is cancelled and has failed; silence was not counted meanwhile")
    @Test
    void model_that_falls_silent_has_failed() {
        var scene = asked().at(10_000).played(1).at(18_000).played(2).at(30_000);
        assertThat(scene.with("cancel generation")).containsExactly("22600 cancel generation 1");
        assertThat(partner.told)
                .containsExactly("begin", "hear an oil change", "failed 1 TIMED_OUT");
    }

    @Test
    void model_that_writes_for_ever_is_cut() {
        var scene = asked().at(2700).starts(2);
        for (int i = 0; i < 201; i++) {
            scene.writes(1, "a".repeat(100));
        }
        assertThat(scene.with("cancel generation")).containsExactly("2700 cancel generation 1");
        scene.writes(1, "b");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "the dialogue ends the call",
            during = "a model still writes",
            decision = "the generation is cancelled, the last words are heard")
    @Test
    void end_of_the_call_cancels_the_model() {
        partner.answers().answers(generate(1)).answers(Act.Say.of("Goodbye."), new Act.End("done"));
        var scene = new Scene(partner).at(600).says(1, "that is all");
        scene.writes(1, "Very well.");
        scene.on(new Input.Model(1, new ModelEvent.Called(new ToolCall("c", "end_call", "{}"))));
        assertThat(scene.effects)
                .containsSubsequence(
                        "2600 speak 1.1 Goodbye.", "2600 cancel generation 1", "2600 end 1");
        scene.at(4000).sentencePlayed(1, 1).played(1);
        assertThat(scene.isOver()).isTrue();
    }

    @Test
    void model_calls_a_tool_and_answers_with_its_result() {
        var call = new Act.CallTool(1, "find", Map.of(), "");
        partner.answers().answers(generate(1)).answers(call).answers().answers(generate(2));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.writes(1, "I look it up.");
        scene.on(new Input.Model(1, new ModelEvent.Called(new ToolCall("c", "find", "{}"))));
        scene.done(1).toolReturns(1);
        assertThat(scene.with("generate 2")).isEmpty();
        scene.at(4000).sentencePlayed(1, 0).played(1);
        assertThat(scene.with("generate 2")).containsExactly("4000 generate 2");
        scene.writes(2, "Tuesday at nine.");
        assertThat(scene.with("speak 2.0")).containsExactly("4000 speak 2.0 Tuesday at nine.");
    }

    @Race(
            happens = "the connection breaks",
            during = "the model still writes",
            decision =
                    "what was not heard is said again on return, and what was written since added")
    @Test
    void model_writes_on_while_the_connection_is_away() {
        var scene = answering().at(3200).writes(1, "On Tuesday at nine.");
        scene.at(3500).away().cut(1, -1, 0);
        scene.at(4000).writes(1, "Or on Friday.").done(1);
        assertThat(scene.with("4000")).isEmpty();
        scene.at(5000).back();
        assertThat(scene.with("5000"))
                .containsSubsequence(
                        "5000 speak 2.0 We have time.",
                        "5000 speak 2.1 On Tuesday at nine.",
                        "5000 speak 2.2 Or on Friday.",
                        "5000 end 2");
    }

    @Test
    void dialogue_that_stops_its_model_hears_no_more_of_it() {
        partner.answers()
                .answers(generate(1))
                .answers(new Act.StopGenerating(1), Act.Say.of("Let me put it differently."));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.writes(1, "We have time.");
        scene.on(new Input.Model(1, new ModelEvent.Called(new ToolCall("c", "x", "{}"))));
        assertThat(scene.effects)
                .containsSubsequence(
                        "2600 cancel generation 1",
                        "2600 speak 1.1 Let me put it differently.",
                        "2600 end 1");
        scene.writes(1, "More.");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Test
    void question_of_a_model_is_listened_for_as_soon_as_it_is_known() {
        partner.answers()
                .answers(generate(1))
                .answers(new Act.Expect(new Expectation("yes-no", List.of("yes", "no"), 0)));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.writes(1, "On Tuesday?").done(1);
        assertThat(scene.with("listen")).containsExactly("2600 listen yes-no");
    }

    @Test
    void ids_of_generations_grow() {
        partner.answers().answers(generate(2), generate(2));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        assertThat(scene.with("noted broken")).hasSize(1);
    }
}
