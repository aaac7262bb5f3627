package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.providers.contract.RecognizerStage.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every client of a recognizer passes.
public abstract class RecognizerContract {
    private RecognizerStage stage;
    private Recognizer recognizer;

    /// A fresh client against a fresh server.
    ///
    /// @param answer the client's limit for the words of a finished utterance
    protected abstract RecognizerStage open(Duration answer) throws Exception;

    @BeforeEach
    final void opens() throws Exception {
        stage = open(Duration.ofMinutes(2));
        recognizer = stage.recognizer();
    }

    @AfterEach
    final void closes() throws Exception {
        recognizer.close();
        stage.close();
    }

    @Test
    void words_come_once_after_the_utterance_is_finished() throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 3);
            assertThat(heard.ends(1)).isEmpty();
            call.finish(1);
            assertThat(heard.awaitEnd(1)).isEqualTo("words three");
        }
    }

    @Test
    void each_utterance_has_its_own_words() throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            for (int i = 1; i <= 5; i++) {
                say(call, i, i);
                call.finish(i);
                assertThat(heard.awaitEnd(i)).isEqualTo("words " + Tags.word(i));
            }
        }
    }

    @Test
    void utterance_that_begins_before_the_answer_to_the_last_takes_no_words_of_it()
            throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 4);
            call.finish(1);
            say(call, 2, 5);
            call.finish(2);
            assertThat(heard.awaitEnd(1)).isEqualTo("words four");
            assertThat(heard.awaitEnd(2)).isEqualTo("words five");
        }
    }

    @Test
    void utterance_without_sound_is_answered_with_nothing() throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            call.begin(1, stage.expectation());
            call.finish(1);
            assertThat(heard.awaitEnd(1)).isEqualTo("words ");
            say(call, 2, 6);
            call.finish(2);
            assertThat(heard.awaitEnd(2)).isEqualTo("words six");
        }
    }

    @Test
    void cancelled_utterance_is_told_nothing_of_and_leaves_no_words() throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 7);
            call.cancel(1);
            int partials = heard.partials(1).size();
            say(call, 2, 8);
            call.finish(2);
            assertThat(heard.awaitEnd(2)).isEqualTo("words eight");
            assertThat(heard.ends(1)).isEmpty();
            assertThat(heard.partials(1).size()).isLessThanOrEqualTo(partials + 1);
        }
    }

    @Test
    void utterance_cancelled_after_its_finish_has_no_answer() throws Exception {
        var heard = new HeardWords();
        assumed(new Behaviour.Stalls());
        try (var call = recognizer.open(heard)) {
            say(call, 1, 7);
            call.finish(1);
            call.cancel(1);
            stage.behave(new Behaviour.Well());
            say(call, 2, 8);
            call.finish(2);
            var _ = heard.awaitEnd(2);
            assertThat(heard.ends(1)).isEmpty();
        }
    }

    @Test
    void utterance_cancelled_at_once_has_no_answer() throws Exception {
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            call.begin(1, stage.expectation());
            call.cancel(1);
            call.cancel(1);
            call.cancel(77);
            call.finish(1);
            say(call, 2, 2);
            call.finish(2);
            assertThat(heard.awaitEnd(2)).isEqualTo("words two");
            assertThat(heard.wasTold(1)).isFalse();
        }
    }

    @Test
    void answer_that_does_not_come_is_a_time_out() throws Exception {
        closes();
        stage = open(Duration.ofMillis(700));
        recognizer = stage.recognizer();
        assumed(new Behaviour.Stalls());
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 1);
            call.finish(1);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed TIMED_OUT");
        }
    }

    @Test
    void cut_connection_fails_the_utterance_and_the_next_is_heard() throws Exception {
        assumed(new Behaviour.Cuts());
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 1);
            call.finish(1);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed NETWORK");
            stage.behave(new Behaviour.Well());
            say(call, 2, 2);
            call.finish(2);
            assertThat(heard.awaitEnd(2)).isEqualTo("words two");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RATE", "ENGINE"})
    void refusal_is_named_by_its_kind(ProviderFailure kind) throws Exception {
        assumed(new Behaviour.Refuses(kind));
        var heard = new HeardWords();
        try (var call = recognizer.open(heard)) {
            say(call, 1, 1);
            call.finish(1);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed " + kind);
            stage.behave(new Behaviour.Well());
            // a connection that was asked for before may still be refused
            long utterance = 1;
            var next = "failed " + kind;
            while (next.equals("failed " + kind)) {
                utterance++;
                say(call, utterance, 2);
                call.finish(utterance);
                next = heard.awaitEnd(utterance);
            }
            assertThat(next).isEqualTo("words two");
        }
    }

    @Test
    void calls_side_by_side_do_not_mix() throws Exception {
        var calls = new ArrayList<Recognizer.Session>();
        var heard = new ArrayList<HeardWords>();
        for (int i = 0; i < 10; i++) {
            heard.add(new HeardWords());
            calls.add(recognizer.open(heard.get(i)));
        }
        for (int i = 0; i < 10; i++) {
            calls.get(i).begin(1, stage.expectation());
        }
        var longest = 0;
        for (int at = 0; at <= longest; at += 320) {
            for (int i = 0; i < 10; i++) {
                var sound = stage.speech(i);
                longest = Math.max(longest, sound.length);
                if (at < sound.length) {
                    calls.get(i).audio(sound, at, Math.min(320, sound.length - at));
                }
            }
        }
        for (int i = 0; i < 10; i++) {
            calls.get(i).finish(1);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(heard.get(i).awaitEnd(1)).isEqualTo("words " + Tags.word(i));
        }
        calls.forEach(Recognizer.Session::close);
    }

    @Test
    void ended_call_leaves_nothing_behind_and_is_told_nothing() throws Exception {
        var heard = new HeardWords();
        assumed(new Behaviour.Stalls());
        var call = recognizer.open(heard);
        say(call, 1, 1);
        call.finish(1);
        call.close();
        call.close();
        call.begin(2, stage.expectation());
        call.audio(Tags.frame(1), 0, 320);
        call.finish(2);
        call.cancel(2);
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
        assertThat(heard.ends(1)).isEmpty();
        assertThat(heard.wasTold(2)).isFalse();
    }

    @Test
    void call_that_ends_at_once_leaves_nothing_behind() throws Exception {
        for (int i = 0; i < 20; i++) {
            recognizer.open(new HeardWords()).close();
        }
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void closing_the_recognizer_fails_what_has_no_answer() throws Exception {
        assumed(new Behaviour.Stalls());
        var heard = new HeardWords();
        var call = recognizer.open(heard);
        say(call, 1, 1);
        call.finish(1);
        recognizer.close();
        assertThat(heard.awaitEnd(1)).isEqualTo("failed CLOSED");
        recognizer.close();
        call.close();
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    private void assumed(Behaviour behaviour) {
        assumeThat(stage.can(behaviour)).as("can be made to behave so").isTrue();
        stage.behave(behaviour);
    }

    /// A word, faster than anybody speaks.
    private void say(Recognizer.Session call, long utterance, int tag) {
        call.begin(utterance, stage.expectation());
        give(call, stage.speech(tag));
    }

    private static void give(Recognizer.Session call, short[] sound) {
        for (int at = 0; at < sound.length; at += 320) {
            call.audio(sound, at, Math.min(320, sound.length - at));
        }
    }
}
