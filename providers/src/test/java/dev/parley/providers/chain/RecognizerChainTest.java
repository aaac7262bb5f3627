package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// In virtual time; the jitter of a retry is half of its most. A frame of 20 ms has its number in
/// every sample.
final class RecognizerChainTest {
    private static final RecognizerCapabilities STREAMS =
            new RecognizerCapabilities(true, false, false, false, false, true);

    private final HandTime time = new HandTime();
    private final ScriptedEar first = new ScriptedEar("first");
    private final ScriptedEar second = new ScriptedEar("second");
    private final ScriptedEar third = new ScriptedEar("third");
    private final ToldWords told = new ToldWords();
    private RecognizerChain chain = chain(ChainSettings.HEARS.withRetries(0), first, second, third);
    private Recognizer.Session call = chain.open(told);

    @AfterEach
    void nothing_is_left_behind() {
        call.close();
        for (var ear : List.of(first, second, third)) {
            for (var each : ear.calls) {
                assertThat(each.told).as("every session was closed").endsWith("close");
            }
        }
        assertThat(time.waiting()).isZero();
        chain.close();
    }

    @Test
    void session_of_the_first_is_opened_ahead_and_the_others_are_not() {
        assertThat(first.calls).hasSize(1);
        assertThat(second.calls).isEmpty();
    }

    @Test
    void whoever_takes_over_is_told_the_likely_words_too() {
        call.close();
        call = chain.open(told, new Recognizer.Line(8_000, List.of("brake service")));
        say(1, 1);
        first.last().fails(1, ProviderFailure.KEY);
        assertThat(first.keyTerms).containsExactly("brake service");
        assertThat(second.keyTerms).containsExactly("brake service");
        call.cancel(1);
    }

    @Test
    void words_of_the_first_are_passed_on() {
        say(1, 1, 2);
        first.last().listener.partialWords(1, "good");
        call.finish(1);
        first.last().answers(1, "good morning");
        assertThat(told.all).containsExactly("partial 1 good", "final 1 good morning");
        assertThat(first.last().told).containsExactly("begin 1", "1", "2", "finish 1");
        assertThat(first.calls).hasSize(1);
    }

    @Test
    void what_was_said_is_told_to_the_next_and_it_hears_the_rest() {
        say(1, 1, 2, 3);
        first.last().fails(1, ProviderFailure.NETWORK);
        sound(4);
        call.finish(1);
        assertThat(first.last().told).endsWith("3", "close");
        assertThat(second.last().told).containsExactly("begin 1", "1", "2", "3", "4", "finish 1");
        second.last().answers(1, "all of it");
        assertThat(told.all).containsExactly("final 1 all of it");
    }

    @Test
    void what_is_expected_is_told_to_the_next_too() {
        call.begin(1, new Expectation("confirm", List.of("yes", "no"), 0));
        first.last().fails(1, ProviderFailure.KEY);
        assertThat(second.last().told).containsExactly("begin 1 with");
        call.cancel(1);
    }

    @Test
    void finished_utterance_that_fails_is_heard_again_whole() {
        say(1, 1, 2);
        call.finish(1);
        first.last().fails(1, ProviderFailure.ENGINE);
        assertThat(second.last().told).containsExactly("begin 1", "1", "2", "finish 1");
        second.last().answers(1, "words");
        assertThat(told.all).containsExactly("final 1 words");
    }

    @Test
    void words_that_do_not_come_in_time_are_asked_of_the_next_and_heard_once() {
        say(1, 1);
        call.finish(1);
        time.passMillis(499);
        assertThat(second.calls).isEmpty();
        time.passMillis(1);
        first.last().answers(1, "too late");
        second.last().answers(1, "in time");
        second.last().answers(1, "again");
        first.last().listener.partialWords(1, "too late");
        assertThat(told.all).containsExactly("final 1 in time");
    }

    @Test
    void recognizer_that_is_sent_whole_utterances_has_more_time() {
        first.capabilities = new RecognizerCapabilities(false, false, false, false, false, false);
        say(1, 1);
        call.finish(1);
        time.passMillis(1199);
        assertThat(second.calls).isEmpty();
        time.passMillis(1);
        assertThat(second.calls).hasSize(1);
        call.cancel(1);
        first.capabilities = STREAMS;
        second.capabilities = new RecognizerCapabilities(false, false, false, false, false, false);
        say(2, 2);
        call.finish(2);
        time.passMillis(500);
        assertThat(second.last().told).contains("begin 2");
        time.passMillis(1199);
        assertThat(third.calls).isEmpty();
        time.passMillis(1);
        third.last().answers(2, "words");
    }

    @Test
    void recognizer_that_understands_nothing_of_clear_speech_twice_in_a_row_is_doubted() {
        first.capabilities = STREAMS;
        speak(1, 700);
        first.last().answers(1, "");
        speak(2, 700);
        first.last().answers(2, "");
        assertThat(second.last().told).containsExactly("begin 2", "5000", "finish 2");
        second.last().answers(2, "my brakes squeak");
        assertThat(told.all).containsExactly("final 1 ", "final 2 my brakes squeak");
        assertThat(chain.health().getFirst().failures())
                .containsExactly(Map.entry(ProviderFailure.PROTOCOL, 1L));
    }

    @Test
    void recognizer_that_understands_nothing_of_two_short_answers_is_doubted() {
        first.capabilities = STREAMS;
        speak(1, 590);
        first.last().answers(1, "");
        speak(2, 580);
        first.last().answers(2, "");
        second.last().answers(2, "one");
        assertThat(told.all).containsExactly("final 1 ", "final 2 one");
    }

    @Test
    void doubted_recognizer_goes_on_to_be_doubted_until_it_understands_something() {
        first.capabilities = STREAMS;
        for (int utterance = 1; utterance <= 3; utterance++) {
            speak(utterance, 700);
            first.last().answers(utterance, "");
            if (utterance > 1) {
                second.last().answers(utterance, "words");
            }
        }
        speak(4, 700);
        first.last().answers(4, "yes");
        speak(5, 700);
        first.last().answers(5, "");
        assertThat(told.all)
                .containsExactly(
                        "final 1 ", "final 2 words", "final 3 words", "final 4 yes", "final 5 ");
        assertThat(chain.health().getFirst().failures())
                .containsExactly(Map.entry(ProviderFailure.PROTOCOL, 2L));
    }

    @Test
    void noise_of_which_nobody_understands_anything_is_no_failure() {
        first.capabilities = STREAMS;
        for (int utterance = 1; utterance <= 8; utterance++) {
            speak(utterance, 700);
            first.last().answers(utterance, "");
            if (utterance % 2 == 0) {
                second.last().answers(utterance, "");
            }
        }
        assertThat(told.all).hasSize(8).allMatch(each -> each.startsWith("final "));
        assertThat(chain.health().getFirst().failures()).isEmpty();
        assertThat(chain.health().getFirst().breaker()).isEqualTo("closed");
    }

    @Test
    void doubt_that_nobody_can_settle_ends_with_no_words() {
        first.capabilities = STREAMS;
        speak(1, 700);
        first.last().answers(1, "");
        speak(2, 700);
        first.last().answers(2, "");
        second.last().fails(2, ProviderFailure.KEY);
        third.last().fails(2, ProviderFailure.KEY);
        assertThat(told.all).containsExactly("final 1 ", "final 2 ");
        assertThat(chain.health().getFirst().failures()).isEmpty();
    }

    @Test
    void clicks_and_answers_outside_a_grammar_raise_no_doubt() {
        first.capabilities = STREAMS;
        for (int utterance = 1; utterance <= 3; utterance++) {
            speak(utterance, 250);
            first.last().answers(utterance, "");
        }
        first.capabilities = RecognizerCapabilities.LOCAL_GRAMMARS;
        for (int utterance = 4; utterance <= 6; utterance++) {
            speak(utterance, 700);
            first.last().answers(utterance, "");
        }
        assertThat(told.all).hasSize(6);
        assertThat(second.calls).isEmpty();
    }

    @Test
    void last_recognizer_has_more_patience() {
        chain = reopened(ChainSettings.HEARS.withRetries(0), first, second);
        say(1, 1);
        call.finish(1);
        time.passMillis(500);
        time.passMillis(2999);
        assertThat(told.all).isEmpty();
        time.passMillis(1);
        assertThat(told.all).containsExactly("failed 1 TIMED_OUT");
    }

    @Test
    void next_utterance_begins_with_the_first_again() {
        say(1, 1);
        first.last().fails(1, ProviderFailure.NETWORK);
        call.finish(1);
        say(2, 2);
        assertThat(first.calls).hasSize(2);
        assertThat(first.last().told).containsExactly("begin 2", "2");
        second.last().answers(1, "one");
        call.finish(2);
        first.last().answers(2, "two");
        assertThat(told.all).containsExactly("final 1 one", "final 2 two");
        assertThat(second.last().told).endsWith("close");
    }

    @Test
    void broken_network_is_tried_again_at_the_same_recognizer_and_nothing_said_meanwhile_is_lost() {
        chain = reopened(ChainSettings.HEARS, first, second);
        say(1, 1, 2);
        first.last().fails(1, ProviderFailure.NETWORK);
        sound(3);
        call.finish(1);
        assertThat(second.calls).isEmpty();
        time.passMillis(50);
        assertThat(first.last().told).containsExactly("begin 1", "1", "2", "3", "finish 1");
        first.last().answers(1, "all");
        assertThat(told.all).containsExactly("final 1 all");
    }

    @Test
    void cancelled_while_it_waits_to_be_tried_again_is_told_nobody() {
        chain = reopened(ChainSettings.HEARS, first, second);
        int before = first.calls.size();
        say(1, 1, 2);
        first.last().fails(1, ProviderFailure.NETWORK);
        call.cancel(1);
        time.passMillis(1000);
        assertThat(first.calls).hasSize(before);
        assertThat(second.calls).isEmpty();
        assertThat(told.all).isEmpty();
    }

    @Test
    void two_utterances_without_an_answer_move_together_and_in_order() {
        say(1, 1);
        call.finish(1);
        say(2, 2);
        first.last().fails(2, ProviderFailure.NETWORK);
        first.last().fails(1, ProviderFailure.NETWORK);
        assertThat(second.calls).hasSize(1);
        assertThat(second.last().told).containsExactly("begin 1", "1", "finish 1", "begin 2", "2");
        sound(3);
        call.finish(2);
        second.last().answers(1, "one");
        second.last().answers(2, "two");
        assertThat(told.all).containsExactly("final 1 one", "final 2 two");
        assertThat(chain.health().getFirst().failures())
                .as("one break is one failure")
                .containsEntry(ProviderFailure.NETWORK, 1L);
    }

    @Test
    void recognizer_that_hears_again_is_given_no_more_than_it_takes() {
        second.room = 400;
        say(1, 1, 2, 3);
        first.last().fails(1, ProviderFailure.KEY);
        call.finish(1);
        assertThat(second.last().told).containsExactly("begin 1", "1", "2");
        time.passMillis(20);
        assertThat(second.last().told).containsExactly("begin 1", "1", "2");
        second.room = 10_000;
        time.passMillis(20);
        assertThat(second.last().told).containsExactly("begin 1", "1", "2", "3", "finish 1");
        second.last().answers(1, "words");
    }

    @Test
    void utterance_that_begins_while_the_last_is_heard_again_waits_for_it() {
        second.room = 0;
        say(1, 1);
        call.finish(1);
        first.last()
                .listener
                .failed(
                        1,
                        new ProviderFault(
                                ProviderFailure.RATE, Duration.ofSeconds(10), "HTTP 429"));
        say(2, 2);
        call.finish(2);
        assertThat(second.last().told).containsExactly("begin 1");
        second.room = 10_000;
        time.passMillis(20);
        assertThat(second.last().told)
                .containsExactly("begin 1", "1", "finish 1", "begin 2", "2", "finish 2");
        second.last().answers(1, "one");
        second.last().answers(2, "two");
    }

    @Test
    void of_very_long_speech_the_last_twenty_seconds_are_heard_again() {
        call.begin(1, Expectation.OPEN);
        for (int second = 1; second <= 25; second++) {
            for (int frame = 0; frame < 50; frame++) {
                sound(second);
            }
        }
        first.last().fails(1, ProviderFailure.KEY);
        assertThat(second.last().told).hasSize(21).startsWith("begin 1", "6").endsWith("25");
        call.cancel(1);
    }

    @Test
    void when_all_fail_the_call_is_told_once() {
        say(1, 1);
        call.finish(1);
        first.last().fails(1, ProviderFailure.KEY);
        second.last().fails(1, ProviderFailure.QUOTA);
        third.last().fails(1, ProviderFailure.ENGINE);
        assertThat(told.all).containsExactly("failed 1 ENGINE");
    }

    @Test
    void cancelled_utterance_is_told_nothing_of() {
        say(1, 1);
        call.cancel(1);
        first.last().answers(1, "late");
        say(2, 2);
        call.finish(2);
        first.last().answers(2, "two");
        assertThat(first.last().told)
                .containsExactly("begin 1", "1", "cancel 1", "begin 2", "2", "finish 2");
        assertThat(told.all).containsExactly("final 2 two");
    }

    @Test
    void cancelled_while_it_is_heard_again_makes_room_for_the_next() {
        second.room = 0;
        say(1, 1);
        first.last().fails(1, ProviderFailure.KEY);
        call.cancel(1);
        assertThat(second.last().told).endsWith("cancel 1");
        say(2, 2);
        assertThat(second.last().told).endsWith("cancel 1", "close");
        call.finish(2);
        first.last().answers(2, "two");
        assertThat(told.all).containsExactly("final 2 two");
    }

    @Test
    void same_utterance_may_begin_again_with_another_expectation() {
        say(1, 1);
        call.cancel(1);
        say(1, 2);
        call.finish(1);
        first.last().answers(1, "words");
        assertThat(told.all).containsExactly("final 1 words");
    }

    @Test
    void ended_call_is_told_nothing_and_closes_all() {
        say(1, 1);
        call.finish(1);
        first.last().fails(1, ProviderFailure.KEY);
        call.close();
        second.last().answers(1, "late");
        second.last().fails(1, ProviderFailure.ENGINE);
        say(2, 2);
        assertThat(told.all).isEmpty();
        assertThat(third.calls).isEmpty();
        assertThat(first.calls).hasSize(1);
    }

    @Test
    void closing_the_chain_fails_what_has_no_answer() {
        say(1, 1);
        call.finish(1);
        chain.close();
        assertThat(told.all).containsExactly("failed 1 CLOSED");
    }

    @Test
    void ends_of_turns_are_told_by_whoever_holds_the_utterance() {
        say(1, 1);
        first.last().listener.eagerEndOfTurn(1);
        first.last().listener.turnResumed(1);
        first.last().listener.endOfTurn(1, 0.9);
        first.last().fails(1, ProviderFailure.KEY);
        first.last().listener.endOfTurn(1, 0.8);
        assertThat(told.all).containsExactly("eager 1", "resumed 1", "end 1 0.9");
        call.cancel(1);
    }

    @Test
    void one_alone_without_retries_keeps_no_sound_and_tells_its_failure() {
        chain = reopened(ChainSettings.HEARS.withRetries(0), first);
        say(1, 1);
        call.finish(1);
        first.last().fails(1, ProviderFailure.NETWORK);
        assertThat(told.all).containsExactly("failed 1 NETWORK");
    }

    private RecognizerChain reopened(ChainSettings settings, ScriptedEar... ears) {
        call.close();
        chain.close();
        first.calls.clear();
        second.calls.clear();
        var opened = chain(settings, ears);
        call = opened.open(told);
        return opened;
    }

    private RecognizerChain chain(ChainSettings settings, ScriptedEar... ears) {
        var named = new LinkedHashMap<String, Recognizer>();
        for (var ear : ears) {
            named.put(ear.name(), ear);
        }
        return new RecognizerChain(named, settings, time, () -> 0.5, Meters.NONE);
    }

    private void say(long utterance, int... frames) {
        call.begin(utterance, Expectation.OPEN);
        for (int frame : frames) {
            sound(frame);
        }
    }

    /// Clear speech of so long, in silence, finished.
    private void speak(long utterance, int millis) {
        call.begin(utterance, Expectation.OPEN);
        for (int frame = 0; frame < millis / 20; frame++) {
            sound(5000);
        }
        call.finish(utterance);
    }

    private void sound(int number) {
        var frame = new short[320];
        Arrays.fill(frame, (short) number);
        call.audio(frame, 0, frame.length);
        Arrays.fill(frame, (short) -1); // valid during the call only
    }
}
