package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.providers.contract.DuplexStage.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every client of a speech-to-speech provider passes.
public abstract class DuplexContract {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Sensitive<String> NOTHING = Sensitive.of("");

    private DuplexStage stage;
    private Duplex duplex;

    /// A fresh client against a fresh server.
    ///
    /// @param first how the server behaves from the beginning
    /// @param answer the client's limit for the beginning of an answer
    /// @param between the client's limit for the next piece of it
    protected abstract DuplexStage open(Behaviour first, Duration answer, Duration between)
            throws Exception;

    @BeforeEach
    final void opens() throws Exception {
        stage = open(new Behaviour.Well(), LONG, LONG);
        duplex = stage.duplex();
    }

    @AfterEach
    final void closes() throws Exception {
        duplex.close();
        stage.close();
    }

    private void reopened(Behaviour first, Duration answer, Duration between) throws Exception {
        closes();
        stage = open(first, answer, between);
        duplex = stage.duplex();
    }

    private boolean isOurs() {
        return duplex.capabilities().turnMaster() == TurnMaster.OURS;
    }

    private Duplex.Session session(HeardTalk heard) {
        return duplex.open(stage.opening(), heard);
    }

    private static void give(Duplex.Session session, List<byte[]> frames) {
        for (var frame : frames) {
            session.audio(frame, 0, frame.length);
        }
    }

    /// A turn of the caller, faster than anybody speaks.
    private void say(Duplex.Session session, int tag) {
        give(session, stage.speech(tag));
        if (isOurs()) {
            session.endTurn();
        } else {
            give(session, stage.silence());
        }
    }

    private static void outcome(Duplex.Session session, String callId, String json) {
        session.outcome(new Message.ToolOutcome(callId, json));
    }

    @Test
    void turn_is_answered_with_sound_and_words() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            heard.awaitReady();
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).contains("three");
            assertThat(heard.bytes(1)).isGreaterThan(25 * stage.opening().speaks().frameBytes());
        }
    }

    @Test
    void what_is_said_before_the_session_stands_is_heard() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 4);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).contains("four");
        }
    }

    @Test
    void each_turn_has_its_own_answer() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            for (int i = 1; i <= 4; i++) {
                say(session, i);
                assertThat(heard.awaitEnd(i)).isEqualTo("COMPLETE");
                assertThat(heard.words(i)).contains(Tags.word(i));
            }
        }
    }

    @Test
    void words_of_the_caller_are_told_turn_by_turn() throws Exception {
        assumeThat(duplex.capabilities().callerWords()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 5);
            assertThat(heard.awaitCallerWords(1)).contains("five");
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            say(session, 6);
            assertThat(heard.awaitCallerWords(2)).contains("six");
        }
    }

    @Test
    void provider_that_decides_about_turns_says_where_they_begin_and_end() throws Exception {
        assumeThat(isOurs()).isFalse();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 5);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.all(DuplexEvent.CallerBegan.class)).hasSize(1);
            assertThat(heard.all(DuplexEvent.CallerEnded.class).getFirst().atMillis())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void agent_greets_before_anybody_spoke() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            session.answer(Sensitive.of("Greet the caller."));
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).isNotBlank();
            assertThat(heard.bytes(1)).isPositive();
        }
    }

    @Test
    void answers_asked_for_at_once_come_one_after_the_other() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            session.answer(Sensitive.of("Greet the caller."));
            session.answer(Sensitive.of("Ask for a name."));
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
        }
    }

    @Test
    void tool_is_called_and_its_outcome_leads_on() throws Exception {
        assumeThat(duplex.capabilities().tools()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 9);
            var call = heard.awaitCalls(1).getFirst();
            assertThat(call.name()).isEqualTo("find_slot");
            assertThat(call.argumentsJson().reveal()).startsWith("{");
            outcome(session, call.id(), "{\"slot\":\"nine thirty\"}");
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.words(2)).contains("nine thirty");
        }
    }

    @Test
    void two_tools_of_one_answer_lead_to_one_answer() throws Exception {
        assumeThat(duplex.capabilities().tools()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 8);
            var calls = heard.awaitCalls(2);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            outcome(session, calls.getFirst().id(), "{\"slot\":\"ten\"}");
            outcome(session, calls.getLast().id(), "{\"slot\":\"eleven\"}");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.words(2)).contains("eleven");
            say(session, 1);
            assertThat(heard.awaitEnd(3)).isEqualTo("COMPLETE");
            assertThat(heard.words(3)).contains("one");
        }
    }

    @Test
    void outcome_twice_late_or_of_nobodys_call_is_harmless() throws Exception {
        assumeThat(duplex.capabilities().tools()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            outcome(session, "nobody", "{}");
            say(session, 9);
            var call = heard.awaitCalls(1).getFirst();
            outcome(session, call.id(), "{\"slot\":\"noon\"}");
            outcome(session, call.id(), "{\"slot\":\"midnight\"}");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            outcome(session, call.id(), "{\"slot\":\"never\"}");
            say(session, 2);
            assertThat(heard.awaitEnd(3)).isEqualTo("COMPLETE");
            assertThat(heard.words(3)).contains("two");
            assertThat(heard.all(DuplexEvent.Trouble.class)).isEmpty();
        }
    }

    @Test
    void outcome_after_the_caller_went_on_asks_for_no_answer_of_its_own() throws Exception {
        assumeThat(duplex.capabilities().tools()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 9);
            var call = heard.awaitCalls(1).getFirst();
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            say(session, 2);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            outcome(session, call.id(), "{\"slot\":\"noon\"}");
            say(session, 3);
            assertThat(heard.awaitEnd(3)).isEqualTo("COMPLETE");
            assertThat(heard.words(3)).contains("three");
        }
    }

    @Test
    void stopped_answer_is_told_nothing_more_of_and_shortened_to_what_was_heard() throws Exception {
        stage.behave(new Behaviour.Dawdles());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            heard.awaitSound(1);
            session.stop();
            session.heard(1, 20, Sensitive.of("You"));
            assertThat(heard.awaitEnd(1)).isEqualTo("STOPPED");
            stage.behave(new Behaviour.Well());
            say(session, 4);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.words(2)).contains("four");
            assertThat(stage.cuts()).hasSize(1);
        }
    }

    @Test
    void answer_that_was_cut_while_it_was_played_is_shortened_once() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            session.heard(1, 200, Sensitive.of("You said"));
            session.heard(1, 100, Sensitive.of("You"));
            session.heard(7, 100, Sensitive.of("You"));
            say(session, 4);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(stage.cuts()).hasSize(1);
        }
    }

    @Test
    void more_heard_than_ever_came_is_harmless() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            session.heard(1, Integer.MAX_VALUE, NOTHING);
            say(session, 4);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            session.heard(2, -5, NOTHING);
            say(session, 5);
            assertThat(heard.awaitEnd(3)).isEqualTo("COMPLETE");
            assertThat(heard.all(DuplexEvent.Trouble.class)).isEmpty();
        }
    }

    @Test
    void answer_stopped_before_it_begins_is_not_heard() throws Exception {
        stage.behave(new Behaviour.Hesitates());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            heard.awaitReady();
            session.answer(Sensitive.of("Greet the caller."));
            session.stop();
            session.stop();
            stage.behave(new Behaviour.Well());
            session.answer(Sensitive.of("Ask for a name."));
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).contains("Ask for a name.");
        }
    }

    @Test
    void nothing_to_stop_is_harmless() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            session.stop();
            say(session, 1);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            session.stop();
            say(session, 2);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
        }
    }

    @Test
    void caller_who_speaks_stops_an_agent_whose_provider_decides() throws Exception {
        assumeThat(isOurs()).isFalse();
        stage.behave(new Behaviour.Dawdles());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            heard.awaitSound(1);
            stage.behave(new Behaviour.Well());
            say(session, 5);
            assertThat(heard.awaitEnd(1)).isEqualTo("STOPPED");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.words(2)).contains("five");
        }
    }

    @Test
    void sound_that_comes_after_an_answers_end_is_not_told() throws Exception {
        stage.behave(new Behaviour.Lags());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            say(session, 2);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            heard.checkFaults();
        }
    }

    @Test
    void odd_and_empty_texts_are_harmless() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            for (var text :
                    List.of("", " ", "...", "\n\t", "\uD83D\uDE00", "a \"b\" \\ c\n", "Grüße 漢字")) {
                session.add(new Message.Instruction(text));
                session.add(new Message.Assistant(text));
                session.add(new Message.User(text));
            }
            session.audio(new byte[0], 0, 0);
            session.answer(NOTHING);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            session.answer(Sensitive.of("a \"b\" \\ c\n\uD83D\uDE00"));
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.all(DuplexEvent.Trouble.class)).isEmpty();
        }
    }

    @Test
    void history_reaches_the_provider_before_the_first_turn() throws Exception {
        var heard = new HeardTalk();
        var opening =
                stage.opening()
                        .after(
                                List.of(
                                        new Message.User("I need a brake check"),
                                        new Message.Assistant("When would it suit you?")));
        try (var session = duplex.open(opening, heard)) {
            say(session, 2);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(String.join("\n", stage.messages()))
                    .contains("brake check")
                    .contains("would it suit");
        }
    }

    @Test
    void agent_can_be_told_something_else_in_the_middle() throws Exception {
        assumeThat(duplex.capabilities().changes()).isTrue();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 2);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            session.change(Briefing.of("Say goodbye."));
            say(session, 3);
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(String.join("\n", stage.messages())).contains("Say goodbye.");
            assertThat(heard.all(DuplexEvent.Trouble.class)).isEmpty();
        }
    }

    @Test
    void sessions_side_by_side_do_not_mix() throws Exception {
        var sessions = new ArrayList<Duplex.Session>();
        var heard = new ArrayList<HeardTalk>();
        for (int i = 0; i < 8; i++) {
            heard.add(new HeardTalk());
            sessions.add(session(heard.get(i)));
        }
        for (int i = 0; i < 8; i++) {
            say(sessions.get(i), i);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(heard.get(i).awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.get(i).words(1)).contains(Tags.word(i));
        }
        sessions.forEach(Duplex.Session::close);
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void answer_that_does_not_begin_is_missing_and_the_session_goes_on() throws Exception {
        reopened(new Behaviour.Hesitates(), SHORT, LONG);
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            heard.awaitReady();
            say(session, 1);
            Patience.until(
                    "an answer is missing",
                    () -> !heard.all(DuplexEvent.AnswerMissing.class).isEmpty());
            assertThat(heard.all(DuplexEvent.AnswerMissing.class).getFirst().fault().kind())
                    .isEqualTo(ProviderFailure.TIMED_OUT);
            assertThat(heard.isOver()).isFalse();
        }
    }

    @Test
    void answer_that_says_nothing_has_timed_out() throws Exception {
        reopened(new Behaviour.Stalls(false), SHORT, LONG);
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            heard.awaitReady();
            say(session, 1);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed TIMED_OUT");
            assertThat(heard.bytes(1)).isZero();
        }
    }

    @Test
    void answer_that_stops_in_the_middle_has_timed_out() throws Exception {
        reopened(new Behaviour.Stalls(true), LONG, SHORT);
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            heard.awaitReady();
            say(session, 1);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed TIMED_OUT");
            assertThat(heard.bytes(1)).isPositive();
        }
    }

    @Test
    void cut_connection_ends_the_session_and_another_goes_on() throws Exception {
        stage.behave(new Behaviour.Cuts());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitOver()).isEqualTo("failed NETWORK");
            session.audio(new byte[160], 0, 160);
            session.stop();
        }
        goesOn();
    }

    @Test
    void providers_own_error_in_the_middle_ends_the_session_and_another_goes_on() throws Exception {
        stage.behave(new Behaviour.Breaks());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitOver()).isEqualTo("failed ENGINE");
        }
        goesOn();
    }

    @Test
    void what_means_nothing_ends_the_session_and_another_goes_on() throws Exception {
        stage.behave(new Behaviour.Garbles());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitOver()).isEqualTo("failed PROTOCOL");
        }
        goesOn();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RATE", "ENGINE"})
    void refusal_is_named_by_its_kind(ProviderFailure kind) throws Exception {
        stage.behave(new Behaviour.Refuses(kind));
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitOver()).isEqualTo("failed " + kind);
        }
        goesOn();
    }

    private void goesOn() throws Exception {
        stage.behave(new Behaviour.Well());
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 2);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).contains("two");
        }
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void session_that_ends_at_once_leaves_nothing_behind() throws Exception {
        for (int i = 0; i < 10; i++) {
            session(new HeardTalk()).close();
        }
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void closed_session_is_told_nothing_more_and_leaves_nothing_behind() throws Exception {
        stage.behave(new Behaviour.Dawdles());
        var heard = new HeardTalk();
        var session = session(heard);
        say(session, 3);
        heard.awaitSound(1);
        session.close();
        int told = heard.told();
        session.close();
        session.audio(new byte[160], 0, 160);
        session.endTurn();
        session.answer(NOTHING);
        session.add(new Message.User("Hello?"));
        outcome(session, "nobody", "{}");
        session.stop();
        session.heard(1, 10, NOTHING);
        session.change(Briefing.of("x"));
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
        assertThat(heard.told()).isLessThanOrEqualTo(told + 1);
        assertThat(heard.isOver()).isFalse();
    }

    @Test
    void session_closed_by_its_own_listener_is_told_nothing_more() throws Exception {
        var own = new AtomicReference<Duplex.@Nullable Session>();
        var after = new ArrayList<DuplexEvent>();
        var heard =
                new HeardTalk() {
                    @Override
                    public void told(DuplexEvent event) {
                        super.told(event);
                        if (event instanceof DuplexEvent.AnswerBegan) {
                            var session = own.get();
                            if (session != null) {
                                session.close();
                            }
                        } else if (last() > 0) {
                            after.add(event);
                        }
                    }
                };
        var session = session(heard);
        own.set(session);
        say(session, 3);
        Patience.until("the answer has begun", () -> heard.last() == 1);
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
        assertThat(after).isEmpty();
        assertThat(heard.bytes(1)).isZero();
    }

    @Test
    void closing_the_client_fails_its_sessions() throws Exception {
        stage.behave(new Behaviour.Dawdles());
        var heard = new HeardTalk();
        var session = session(heard);
        say(session, 3);
        heard.awaitSound(1);
        duplex.close();
        assertThat(heard.awaitOver()).isEqualTo("failed CLOSED");
        duplex.close();
        session.close();
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void closed_client_says_that_it_is_closed() throws Exception {
        duplex.close();
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 1);
            assertThat(heard.awaitOver()).isEqualTo("failed CLOSED");
        }
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }
}
