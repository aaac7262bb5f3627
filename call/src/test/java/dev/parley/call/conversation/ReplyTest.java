package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as heard, and what a dialogue may ask for.
class ReplyTest {
    private final Partner partner = new Partner();

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "3, ''",
        "5, 'Which'",
        "6, 'Which'",
        "8, 'Which'",
        "9, 'Which day'",
        "99, 'Which day'",
        "-1, ''"
    })
    void only_whole_words_were_heard(int chars, String heard) {
        assertThat(Reply.wholeWords("Which day", chars)).isEqualTo(heard);
    }

    @Test
    void one_estimated_report_makes_the_record_an_estimate() {
        partner.answers(Act.Say.of("One.", "Two."));
        var scene = new Scene(partner).at(500).on(new Mouth.SentencePlayed(1, 0, false));
        scene.on(new Mouth.SentencePlayed(1, 1, true)).played(1);
        assertThat(scene.with("agent")).containsExactly("500 agent 1 whole estimated [One. Two.]");
    }

    @Test
    void report_beyond_the_reply_does_no_harm() {
        partner.answers(Act.Say.of("One."));
        var scene = new Scene(partner).on(new Line.HungUp()).cut(1, 7, 700);
        assertThat(scene.with("agent")).containsExactly("0 agent 1 cut certain [One.]");
    }

    @Test
    void blank_sentences_are_not_spoken() {
        partner.answers(Act.Say.of("", "Hello.", " "));
        assertThat(new Scene(partner).with("speak")).containsExactly("0 speak 1.0 Hello.");
    }

    @Test
    void last_expectation_of_a_step_is_listened_for_before_the_first_sentence() {
        partner.answers(
                new Act.Expect(new Expectation("day", List.of(), 0)),
                Act.Say.of("At what time?"),
                new Act.Expect(new Expectation("time", List.of(), 0)));
        assertThat(new Scene(partner).effects)
                .startsWith("0 listen time", "0 speak 1.0 At what time?");
    }

    @Test
    void voice_that_makes_no_progress_ends_the_call() {
        partner.answers(Act.Say.of("Hello."));
        var scene = new Scene(partner).at(25_000).cut(1, -1, 0);
        assertThat(scene.with("cut 1")).startsWith("20600 cut 1");
        assertThat(scene.with("broken")).hasSize(1);
    }

    @Test
    void dialogue_that_uses_a_tool_id_again_is_broken() {
        var call = new Act.CallTool(1, "find", Map.of(), "");
        partner.answers(call, call);
        assertThat(new Scene(partner).with("broken"))
                .containsExactly(
                        "0 noted broken {what=the dialogue threw IllegalArgumentException}");
    }

    @Test
    void move_that_is_no_arrow_of_the_machine_is_a_defect() {
        var place = new Place<>(Reply.State.SILENT, TransitionLog.NONE);
        assertThatIllegalStateException()
                .isThrownBy(() -> place.go(Reply.Move.CUT))
                .withMessage("expected to be TALKING for CUT, was SILENT");
    }

    @Test
    void machines_that_answer_each_other_without_end_are_stopped() {
        var out = new Outbox();
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int i = 0; i <= Outbox.MAX_SIGNALS; i++) {
                        out.signal(new Signal.Noise());
                    }
                });
    }

    @Test
    void time_does_not_go_back() {
        var conversation =
                new Conversation(ConversationSettings.defaults(), Phrases.english(), partner);
        conversation.onDeadline(Tick.ofMillis(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conversation.onDeadline(Tick.ofMillis(9)));
    }
}
