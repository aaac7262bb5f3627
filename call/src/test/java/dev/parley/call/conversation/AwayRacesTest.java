package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What happens when the caller's connection breaks and comes back.
class AwayRacesTest {
    private static final Act QUESTION = Act.Say.of("We are open from nine.", "Which day?");
    private static final Act LAW = new Act.Say(List.of("This call is recorded."), false);
    private static final String BACK = Phrases.english().youAreBack();

    private final Partner partner = new Partner();

    /// A conversation whose agent is in its second sentence when the connection breaks.
    private Scene brokenWhileTalking() {
        partner.answers(QUESTION);
        return new Scene(partner).at(1000).sentencePlayed(1, 0).at(1200).away();
    }

    @Race(
            happens = "the connection breaks and comes back",
            during = "the agent talks",
            decision =
                    "the reply is cut, and said again from the first sentence not wholly heard; the"
                            + " dialogue notices nothing")
    @Test
    void what_was_not_heard_is_said_again() {
        var scene = brokenWhileTalking().at(1210).cut(1, 1, 5).at(9000).back();
        assertThat(scene.effects)
                .containsSubsequence(
                        "1200 noted away {}",
                        "1200 cut 1",
                        "1210 agent 1 cut certain [We are open from nine. Which]",
                        "9000 noted back {}",
                        "9000 speak 2.0 Which day?",
                        "9000 end 2");
        assertThat(scene.with("speak")).hasSize(3);
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "the connection breaks",
            during = "a sentence that the law requires is said",
            decision = "it is cut like any other, and said again from its beginning")
    @Test
    void a_protected_sentence_is_said_again() {
        partner.answers(LAW);
        var scene = new Scene(partner).at(300).away().at(310).cut(1, 0, 10).at(2000).back();
        assertThat(scene.with("2000 speak"))
                .containsExactly("2000 speak 2.0 This call is recorded.");
    }

    @Race(
            happens = "the connection comes back",
            during = "its cut is still on its way",
            decision = "what was heard is awaited, then the rest said again")
    @Test
    void a_quick_return_waits_for_what_was_heard() {
        var scene = brokenWhileTalking().at(1202).back();
        assertThat(scene.with("1202 speak")).isEmpty();
        scene.at(1210).cut(1, 1, 0);
        assertThat(scene.with("1210 speak")).containsExactly("1210 speak 2.0 Which day?");
    }

    @Race(
            happens = "the connection breaks and comes back",
            during = "the caller was to answer",
            decision = "nothing is repeated; the caller is told that the agent is there")
    @Test
    void a_caller_who_was_to_answer_is_welcomed() {
        partner.answers(QUESTION);
        var scene = new Scene(partner).at(3000).played(1).at(4000).away().at(6000).back();
        assertThat(scene.with("speak").getLast()).isEqualTo("6000 speak 2.0 " + BACK);
        assertThat(scene.with("speak")).hasSize(3);
    }

    @Race(
            happens = "the connection breaks",
            during = "nobody speaks",
            decision = "silence is not counted until it is back")
    @Test
    void nobody_is_asked_whether_they_are_there_while_they_are_away() {
        var scene = new Scene(partner).at(10_000).away().at(40_000);
        assertThat(scene.with("speak")).isEmpty();
        scene.back().sentencePlayed(1, 0).played(1).at(54_900);
        assertThat(scene.with("speak")).hasSize(1);
        scene.at(55_000);
        assertThat(scene.with("speak").getLast())
                .isEqualTo("55000 speak 2.0 " + Phrases.english().areYouThere());
    }

    @Race(
            happens = "the connection breaks",
            during = "the caller speaks",
            decision = "what was understood is answered when it is back")
    @Test
    void words_said_before_the_break_are_answered_on_return() {
        partner.answers().answers(Act.Say.of("At what time?"));
        var scene = new Scene(partner).says(1, "tuesday");
        assertThat(partner.told).hasSize(2);
        scene.at(5000).played(1).at(6000).starts(2).at(6500).away().stops(2).at(7200);
        scene.understood(2, "at nine");
        assertThat(partner.told).hasSize(2);
        scene.at(9000).back();
        assertThat(partner.told).containsExactly("begin", "hear tuesday", "hear at nine");
        assertThat(scene.with(BACK)).hasSize(1);
    }

    @Race(
            happens = "the caller speaks",
            during = "the connection broke in the middle of a reply, and is back",
            decision = "the dialogue learns what was heard, then the words")
    @Test
    void words_that_wait_go_before_what_was_not_heard() {
        partner.answers(QUESTION).answers(Act.Say.of("Fine."));
        var scene = new Scene(partner).at(1000).sentencePlayed(1, 0).at(1100).starts(1);
        scene.at(1200).away().stops(1).at(1210).cut(1, 1, 0).at(1900).understood(1, "on tuesday");
        scene.at(5000).back();
        assertThat(partner.told)
                .containsExactly("begin", "interrupted We are open from nine.", "hear on tuesday");
        assertThat(scene.with("5000 speak")).containsExactly("5000 speak 2.0 Fine.");
    }

    @Race(
            happens = "a tool returns",
            during = "the connection is away",
            decision = "its result waits until the connection is back")
    @Test
    void result_waits_for_the_return() {
        partner.answers(new Act.CallTool(1, "find", Map.of(), "One moment."));
        var scene = new Scene(partner).at(100).away().at(2000).toolReturns(1).at(3000);
        assertThat(partner.told).containsExactly("begin");
        assertThat(scene.with("speak")).isEmpty();
        scene.back();
        assertThat(partner.told).containsExactly("begin", "tool 1");
    }

    @Race(
            happens = "the caller hangs up, or the leg gives up",
            during = "the connection is away",
            decision = "the call ends at once")
    @Test
    void a_call_that_is_given_up_while_away_ends_at_once() {
        var scene = brokenWhileTalking().at(1210).cut(1, 1, 0).at(31_200);
        scene.on(new Line.ConnectionLost());
        assertThat(scene.effects.getLast()).isEqualTo("31200 hang up CONNECTION_LOST");
    }

    @Race(
            happens = "the connection does not come back",
            during = "the leg forgets its limit",
            decision = "after a minute the call ends")
    @Test
    void a_connection_is_not_waited_for_longer_than_a_minute() {
        var scene = brokenWhileTalking().at(1210).cut(1, 1, 0).at(61_200);
        assertThat(scene.effects.getLast()).isEqualTo("61200 hang up CONNECTION_LOST");
    }

    @Race(
            happens = "the server reaches its drain limit",
            during = "the connection is away",
            decision = "the call ends without a word")
    @Test
    void nobody_hears_the_goodbye_of_a_server_that_stops() {
        var scene = brokenWhileTalking().at(1210).cut(1, 1, 0).on(new Line.DrainRequested());
        assertThat(scene.isOver()).isFalse();
        scene.at(5000).on(new Line.DrainLimitReached());
        assertThat(scene.effects.getLast()).isEqualTo("5000 hang up DRAINED");
        assertThat(scene.with("speak")).hasSize(2);
    }

    @Race(
            happens = "the connection breaks and comes back",
            during = "the agent says its last words",
            decision = "they are said again; without a return the drain limit ends the call")
    @Test
    void last_words_are_said_again() {
        partner.answers(Act.Say.of("You are booked.", "Goodbye."), new Act.End("booked"));
        var scene = new Scene(partner).at(500).away().at(510).cut(1, 0, 3);
        assertThat(scene.isOver()).isFalse();
        scene.at(4000).back().at(8000).played(2);
        assertThat(scene.with("4000 speak"))
                .containsExactly("4000 speak 2.0 You are booked.", "4000 speak 2.1 Goodbye.");
        assertThat(scene.effects.getLast()).isEqualTo("8000 hang up COMPLETED");
    }

    @Test
    void last_words_are_not_waited_with_longer_than_the_drain_limit() {
        partner.answers(Act.Say.of("Goodbye."), new Act.End("booked"));
        var scene = new Scene(partner).at(500).away().at(510).cut(1, 0, 0).at(30_000);
        assertThat(scene.effects.getLast()).isEqualTo("30000 hang up COMPLETED");
    }

    @Test
    void a_reply_that_was_heard_whole_is_not_said_again() {
        var scene = brokenWhileTalking().at(1210).played(1).at(3000).back();
        assertThat(scene.with("speak").getLast()).isEqualTo("3000 speak 2.0 " + BACK);
    }

    @Test
    void a_return_without_a_break_is_nothing() {
        var scene = new Scene(partner).at(1000).back().at(1100).away().away().at(1200).back();
        assertThat(scene.with("noted")).containsExactly("1100 noted away {}", "1200 noted back {}");
    }
}
