package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happens when the call is held, or handed over to somebody else.
class HoldRacesTest {
    private static final Act ANNOUNCEMENT = Act.Say.of("I connect you.");
    private static final Act TRANSFER = new Act.Transfer("+15550123");

    private final Partner partner = new Partner();
    private final Phrases phrases = Phrases.english();

    @Race(
            happens = "the call is held and taken up again",
            during = "the agent talks",
            decision = "the reply is cut, and said again from the first sentence not wholly heard")
    @Test
    void what_was_not_heard_on_hold_is_said_again() {
        partner.answers(Act.Say.of("We are open from nine.", "Which day?"));
        var scene = new Scene(partner).at(1000).sentencePlayed(1, 0).at(1200);
        scene.on(new Line.Held()).cut(1, 1, 5).at(90_000).on(new Line.Resumed());
        assertThat(scene.with("speak"))
                .containsExactly(
                        "0 speak 1.0 We are open from nine.",
                        "0 speak 1.1 Which day?",
                        "90000 speak 2.0 Which day?");
    }

    @Race(
            happens = "the call is held and taken up again",
            during = "nobody talks",
            decision = "no silence is counted; the caller is welcomed back")
    @Test
    void caller_who_takes_the_call_up_again_is_welcomed() {
        var scene = new Scene(partner).at(1000).on(new Line.Held()).at(300_000);
        assertThat(scene.with("speak")).isEmpty();
        scene.on(new Line.Resumed());
        assertThat(scene.with("speak")).containsExactly("300000 speak 1.0 " + phrases.youAreBack());
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "music sounds",
            during = "the call is held",
            decision = "void; the caller is heard again when the call is taken up")
    @Test
    void music_on_hold_is_not_the_caller() {
        var scene = new Scene(partner).at(1000).on(new Line.Held()).at(2000).starts(1);
        scene.partial(1, "your call is important to us").at(9000).on(new Line.Resumed());
        scene.starts(2).at(10_000).stops(2).at(10_600).understood(2, "hello").at(12_000);
        assertThat(scene.with("cancel")).containsExactly("9000 cancel 1");
        assertThat(partner.told).containsExactly("begin", "hear hello");
    }

    @Race(
            happens = "the call is held",
            during = "the caller speaks",
            decision = "the turn ends there, and is answered when the call is taken up again")
    @Test
    void half_a_turn_before_the_hold_is_answered_after_it() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).on(new Line.Held());
        scene.at(2100).understood(1, "one moment").at(9000);
        assertThat(partner.told).containsExactly("begin");
        scene.on(new Line.Resumed());
        assertThat(partner.told).containsExactly("begin", "hear one moment");
    }

    @Race(
            happens = "the connection breaks",
            during = "the call is held",
            decision = "it is waited for as ever, and listened to when it is back")
    @Test
    void held_call_that_breaks_is_waited_for() {
        var scene = new Scene(partner).at(1000).on(new Line.Held()).at(2000).away().at(9000);
        scene.back().starts(1).at(10_000).stops(1).at(10_600).understood(1, "hello").at(12_000);
        assertThat(partner.told).containsExactly("begin", "hear hello");
        scene = new Scene(partner).at(1000).on(new Line.Held()).at(2000).away().at(62_000);
        assertThat(scene.effects.getLast()).isEqualTo("62000 hang up CONNECTION_LOST");
    }

    @Race(
            happens = "the dialogue hands the call over",
            during = "the announcement plays",
            decision = "asked for only when it was heard")
    @Test
    void call_is_handed_over_once_the_announcement_was_heard() {
        partner.answers(ANNOUNCEMENT, TRANSFER);
        var scene = new Scene(partner).at(900).sentencePlayed(1, 0);
        assertThat(scene.with("transfer")).isEmpty();
        scene.at(1000).played(1).at(9000).on(new Line.Transferred());
        assertThat(scene.with("transfer")).containsExactly("1000 transfer +15550123");
        assertThat(scene.effects.getLast()).isEqualTo("9000 hang up TRANSFERRED");
    }

    @Race(
            happens = "the caller answers",
            during = "a transfer is announced",
            decision = "the answer comes first, and the transfer is withdrawn")
    @Test
    void caller_who_answers_the_announcement_is_not_handed_over() {
        partner.answers(ANNOUNCEMENT, TRANSFER).answers(Act.Say.of("All right."));
        var scene = new Scene(partner).at(100).starts(1).at(600).cut(1, 0, 3).at(900).stops(1);
        scene.at(1500).understood(1, "no wait").at(2000).played(2).at(9000);
        assertThat(scene.with("transfer")).isEmpty();
    }

    @Race(
            happens = "a transfer fails",
            during = "the caller waits",
            decision = "the dialogue is told; without an answer of its own the caller is asked on")
    @Test
    void failed_transfer_is_told() {
        partner.answers(ANNOUNCEMENT, TRANSFER);
        var scene = new Scene(partner).at(1000).played(1).at(2000).starts(1).key('1').at(3000);
        scene.on(new Line.TransferFailed("busy"));
        assertThat(partner.told).containsExactly("begin", "transfer failed busy");
        assertThat(scene.with("speak 2"))
                .containsExactly("3000 speak 2.0 " + phrases.transferFailed());
        assertThat(scene.on(new Line.TransferFailed("busy")).lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "nothing is heard of a transfer",
            during = "the caller waits",
            decision = "after 45 s it has failed; nobody speaks or prompts before")
    @Test
    void transfer_without_an_answer_has_failed() {
        partner.answers(ANNOUNCEMENT, TRANSFER).answers(Act.Say.of("Nobody answers."));
        var scene = new Scene(partner).at(1000).played(1).at(46_000);
        assertThat(scene.with("speak"))
                .containsExactly("0 speak 1.0 I connect you.", "46000 speak 2.0 Nobody answers.");
    }

    @Race(
            happens = "a transfer succeeds after all",
            during = "the agent talks on",
            decision = "the call is over: the caller is elsewhere")
    @Test
    void late_success_of_a_transfer_ends_the_call() {
        partner.answers(ANNOUNCEMENT, TRANSFER);
        var scene = new Scene(partner).at(1000).played(1).at(46_500).on(new Line.Transferred());
        scene.at(46_510).cut(2, -1, 0);
        assertThat(scene.effects.getLast()).isEqualTo("46510 hang up TRANSFERRED");
    }

    @Race(
            happens = "the call reaches its longest duration",
            during = "it is handed over",
            decision = "it ends without a word")
    @Test
    void call_that_is_handed_over_too_long_ends() {
        partner.answers(ANNOUNCEMENT, new Act.Transfer("desk"));
        var settings =
                ConversationSettings.defaults()
                        .within(Duration.ofSeconds(30), Duration.ofSeconds(5));
        var scene = new Scene(partner, settings).at(1000).played(1).at(40_000);
        assertThat(scene.effects.getLast()).isEqualTo("30000 hang up TOO_LONG");
        assertThat(scene.with("speak")).hasSize(List.of(ANNOUNCEMENT).size());
    }
}
