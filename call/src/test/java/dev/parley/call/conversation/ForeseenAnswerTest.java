package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A model that is asked while the caller pauses, before the turn is over.
class ForeseenAnswerTest {
    private final Partner partner = new Partner();

    ForeseenAnswerTest() {
        partner.foresees = true;
        partner.answers(); // to the beginning
    }

    private static Act.Generate asks(long id, String words) {
        return new Act.Generate(id, Partner.about(words), "");
    }

    /// The caller pauses at 1600 ms; their turn is over at 2300.
    private Scene pauses() {
        return pauses(ConversationSettings.defaults());
    }

    private Scene pauses(ConversationSettings settings) {
        return new Scene(partner, settings)
                .at(600)
                .starts(1)
                .at(1500)
                .partial(1, "an oil change")
                .at(1600)
                .stops(1);
    }

    @Test
    void what_was_written_while_the_caller_paused_is_said_when_the_turn_is_over() {
        partner.answers(asks(1, "an oil change"));
        var scene = pauses().writes(-1, "We have").writes(-1, " time.").done(-1);
        scene.at(2590).understood(1, "an oil change").at(2600);
        assertThat(scene.effects)
                .containsSubsequence("1600 generate -1", "2590 speak 1.0 We have time.");
        assertThat(scene.with("generate")).hasSize(1);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "hear an oil change", "generated 1 We have time.", "done 1");
        assertThat(scene.shown).contains("2590 foreseen -1 is 1");
    }

    @Test
    void what_is_still_written_goes_on_as_the_answer() {
        partner.answers(asks(1, "an oil change"));
        var scene = pauses().writes(-1, "We have time.").at(2590).understood(1, "an oil change");
        scene.writes(-1, " On Tuesday.").done(-1);
        assertThat(scene.with("speak"))
                .containsExactly("2590 speak 1.0 We have time.", "2590 speak 1.1  On Tuesday.");
        assertThat(scene.lateInputs()).isZero();
    }

    @Race(
            happens = "the caller's words turn out to be others",
            during = "a model was asked early about what was understood so far",
            decision = "it is cancelled, nothing of it was seen, and the model is asked anew")
    @Test
    void other_words_are_asked_about_anew() {
        partner.answers(asks(1, "no oil change"));
        var scene = pauses().writes(-1, "We have time.");
        scene.at(2590).understood(1, "no oil change").writes(-1, "Late.").writes(1, "All right.");
        assertThat(scene.with("generat"))
                .containsExactly(
                        "1600 generate -1", "2590 generate 1", "2590 cancel generation -1");
        assertThat(scene.with("speak")).containsExactly("2590 speak 1.0 All right.");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "the caller goes on",
            during = "a model was asked early",
            decision = "it is cancelled, and asked again in the next pause, three times at most")
    @Test
    void caller_who_goes_on_was_foreseen_in_vain() {
        var scene = pauses();
        for (int part = 2; part <= 5; part++) {
            scene.at(1600 + part * 100L).starts(part).partial(part, "and " + part);
            scene.at(1650 + part * 100L).stops(part);
        }
        assertThat(scene.with("generat"))
                .containsExactly(
                        "1600 generate -1",
                        "1800 cancel generation -1",
                        "1850 generate -2",
                        "1900 cancel generation -2",
                        "1950 generate -3",
                        "2000 cancel generation -3");
    }

    @Test
    void tool_of_a_foreseen_answer_runs_only_when_the_turn_is_over() {
        partner.answers(asks(1, "an oil change"))
                .answers(new Act.CallTool(1, "book", Map.of(), ""));
        var scene = pauses();
        scene.on(new Input.Model(-1, new ModelEvent.Called(new ToolCall("c", "book", "{}"))));
        assertThat(scene.with("tool")).isEmpty();
        scene.at(2590).understood(1, "an oil change");
        assertThat(scene.with("tool")).containsExactly("2590 tool 1 book");
    }

    @Test
    void foreseen_answer_that_fails_is_asked_again() {
        partner.answers(asks(1, "an oil change"));
        var scene = pauses().failed(-1, ProviderFailure.NETWORK);
        scene.at(2590).understood(1, "an oil change");
        assertThat(scene.with("generat")).containsExactly("1600 generate -1", "2590 generate 1");
        assertThat(partner.told).doesNotContain("failed -1 NETWORK");
    }

    @Test
    void half_an_answer_is_not_foreseen() {
        partner.complete = Completeness.PARTIAL;
        assertThat(pauses().with("generat")).isEmpty();
    }

    @Test
    void nothing_is_foreseen_where_that_is_switched_off() {
        assertThat(pauses(ConversationSettings.defaults().withPreemptive(false)).with("generat"))
                .isEmpty();
    }

    @Test
    void caller_who_hangs_up_leaves_no_model_writing() {
        var scene = pauses().at(1700).on(new Input.Line.HungUp());
        assertThat(scene.with("cancel generation")).containsExactly("1700 cancel generation -1");
    }
}
