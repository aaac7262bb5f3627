package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A whole call, and how calls end.
class ConversationTest {
    private static final Act GREETING = Act.Say.of("Thank you for calling.", "How can I help?");
    private static final Act ASK = new Act.Expect(new Expectation("service", List.of("oil"), 0));

    @Test
    void a_call_greets_listens_answers_and_hangs_up() {
        var scene =
                new Scene(
                        new Partner()
                                .answers(GREETING, ASK)
                                .answers(Act.Say.of("Goodbye."), new Act.End("booked")));
        scene.at(1000).sentencePlayed(1, 0).at(2000).sentencePlayed(1, 1).played(1);
        scene.at(2500).says(1, "oil change").at(5000).sentencePlayed(2, 0).played(2);
        assertThat(scene.effects)
                .containsExactly(
                        "0 listen service",
                        "0 speak 1.0 Thank you for calling.",
                        "0 speak 1.1 How can I help?",
                        "0 end 1",
                        "2000 agent 1 whole certain [Thank you for calling. How can I help?]",
                        "4100 finish 1",
                        "4500 caller 2 [oil change]",
                        "4500 speak 2.0 Goodbye.",
                        "4500 end 2",
                        "4500 noted outcome {outcome=booked}",
                        "5000 agent 3 whole certain [Goodbye.]",
                        scene.with("noted counts").getFirst(),
                        "5000 hang up COMPLETED");
        assertThat(scene.isOver()).isTrue();
    }

    @Test
    void nothing_follows_the_hang_up() {
        var scene = new Scene(new Partner().answers(GREETING)).at(100).on(new Line.HungUp());
        scene.cut(1, 0, 10);
        var effects = List.copyOf(scene.effects);
        scene.at(1000).says(1, "hello").key('1').at(10_000_000);
        assertThat(scene.effects).isEqualTo(effects);
        assertThat(effects.getLast()).isEqualTo("100 hang up CALLER_HUNG_UP");
    }

    @Test
    void caller_who_hangs_up_leaves_a_record_of_what_was_heard() {
        var scene = new Scene(new Partner().answers(GREETING)).at(100).on(new Line.HungUp());
        scene.at(150).cut(1, 0, 12);
        assertThat(scene.with("agent")).containsExactly("150 agent 1 cut certain [Thank you]");
    }

    @Test
    void noise_does_not_revive_a_call_that_says_goodbye() {
        var partner = new Partner().answers(Act.Say.of("Goodbye."), new Act.End("done"));
        var scene = new Scene(partner).at(100).says(1, "wait wait").at(4000).key('5');
        scene.at(5000).played(1);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.effects.getLast()).isEqualTo("5000 hang up COMPLETED");
        assertThat(partner.told).containsExactly("begin");
    }

    @Test
    void a_goodbye_that_never_ends_is_cut_at_the_drain_limit() {
        var scene = new Scene(new Partner().answers(Act.Say.of("Goodbye."), new Act.End("done")));
        scene.at(15_000).on(new Input.Mouth.SentenceStarted(1, 0)).at(40_000);
        assertThat(scene.effects.getLast()).isEqualTo("30000 hang up COMPLETED");
    }

    @Test
    void a_dialogue_that_throws_ends_the_call_with_an_apology() {
        var partner = new Partner();
        partner.throwing = true;
        var scene = new Scene(partner);
        assertThat(scene.with("speak")).containsExactly("0 speak 1.0 " + sorry());
        scene.at(3000).played(1);
        assertThat(scene.effects.getLast()).isEqualTo("3000 hang up FAILED");
        assertThat(scene.with("broken"))
                .containsExactly(
                        "0 noted broken "
                                + Map.of("what", "the dialogue threw IllegalStateException"));
    }

    @Test
    void a_caller_hears_the_filler_of_a_slow_tool_and_then_the_truth() {
        var partner =
                new Partner()
                        .answers(new Act.CallTool(1, "book", Map.of(), "One moment please."))
                        .answers(Act.Say.of("I could not book it."));
        var scene = new Scene(partner).at(2000).sentencePlayed(1, 0).played(1).at(10_000);
        scene.on(new Input.ToolReturned(1, ToolResult.failure("timed-out")));
        scene.at(10_500).sentencePlayed(2, 0).played(2);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "700 speak 1.0 One moment please.",
                        "8000 speak 2.0 " + Phrases.english().stillWaiting().getFirst(),
                        "10500 speak 3.0 I could not book it.");
    }

    @Test
    void the_longest_call_is_warned_a_minute_before_and_ended() {
        var scene = new Scene(new Partner());
        for (int at = 10_000; at < 29 * 60_000; at += 10_000) {
            scene.at(at).key('1');
        }
        scene.at(29 * 60_000).sentencePlayed(1, 0).played(1);
        for (int at = 29 * 60_000; at < 30 * 60_000; at += 10_000) {
            scene.at(at).key('1');
        }
        scene.at(30 * 60_000).at(30 * 60_000 + 5000).sentencePlayed(2, 0).played(2);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "1740000 speak 1.0 " + Phrases.english().tooLongWarning(),
                        "1800000 speak 2.0 " + Phrases.english().tooLongGoodbye());
        assertThat(scene.effects.getLast()).isEqualTo("1805000 hang up TOO_LONG");
    }

    private static String sorry() {
        return Phrases.english().apologyAndGoodbye();
    }
}
