package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A recognizer that falls silent in the middle of an utterance, in virtual time: sound comes as
/// fast as it is spoken.
final class SilentRecognizerTest {
    private static final RecognizerCapabilities STREAMS =
            new RecognizerCapabilities(true, false, false, false, false, true);

    private final HandTime time = new HandTime();
    private final ScriptedEar first = new ScriptedEar("first");
    private final ScriptedEar second = new ScriptedEar("second");
    private final ScriptedEar third = new ScriptedEar("third");
    private final ToldWords told = new ToldWords();
    private final RecognizerChain chain = chain(first, second, third);
    private final Recognizer.Session call = chain.open(told);

    @BeforeEach
    void first_is_a_remote_one() {
        first.capabilities = STREAMS;
    }

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
    void silent_after_half_an_answer_another_listens_along_and_its_guess_counts() {
        halfAnAnswer();
        quiet(580);
        assertThat(second.calls).isEmpty();
        quiet(20);
        assertThat(second.last().told).containsExactly("begin 1", "5000", "0");
        second.last().listener.partialWords(1, "opening hours");
        assertThat(told.all).containsExactly("partial 1 opening", "partial 1 opening hours");
        call.cancel(1);
    }

    @Test
    void decision_of_who_listened_along_is_taken_half_a_second_after_the_doubt() {
        halfAnAnswer();
        quiet(600);
        second.last().listener.partialWords(1, "opening hours");
        quiet(100);
        call.finish(1);
        second.last().answers(1, "opening hours");
        time.passMillis(399);
        assertThat(told.all).doesNotContain("final 1 opening hours");
        time.passMillis(1);
        assertThat(told.all).endsWith("final 1 opening hours");
        assertThat(chain.health().getFirst().failures())
                .containsExactly(Map.entry(ProviderFailure.TIMED_OUT, 1L));
        assertThat(second.calls).hasSize(1);
        assertThat(third.calls).isEmpty();
    }

    @Test
    void however_long_it_was_silent_it_is_given_a_moment_for_its_words() {
        halfAnAnswer();
        quiet(1500);
        call.finish(1);
        second.last().answers(1, "guess of another");
        time.passMillis(249);
        first.last().answers(1, "opening hours");
        assertThat(told.all).endsWith("final 1 opening hours");
        assertThat(chain.health().getFirst().failures()).isEmpty();
    }

    @Test
    void slow_recognizer_that_answers_in_time_is_not_switched_away_from() {
        halfAnAnswer();
        quiet(600);
        call.finish(1);
        second.last().answers(1, "opening ours");
        time.passMillis(400);
        first.last().answers(1, "opening hours");
        assertThat(told.all).containsExactly("partial 1 opening", "final 1 opening hours");
        assertThat(second.last().told).endsWith("finish 1", "cancel 1", "close");
        assertThat(chain.health().getFirst().failures()).isEmpty();
    }

    @Test
    void guesses_of_who_listens_along_do_not_count_once_the_first_is_back() {
        halfAnAnswer();
        quiet(600);
        first.last().listener.partialWords(1, "opening hours");
        second.last().listener.partialWords(1, "opening ours");
        assertThat(told.all).endsWith("partial 1 opening hours").hasSize(2);
        call.finish(1);
        time.passMillis(499);
        first.last().answers(1, "opening hours");
        assertThat(told.all).endsWith("final 1 opening hours");
    }

    @Test
    void recognizer_that_is_back_after_the_end_has_as_long_as_any() {
        halfAnAnswer();
        quiet(1000);
        call.finish(1);
        first.last().listener.listens(1);
        time.passMillis(499);
        assertThat(chain.health().getFirst().failures()).isEmpty();
        time.passMillis(1);
        assertThat(chain.health().getFirst().failures()).isNotEmpty();
        second.last().answers(1, "words");
        assertThat(told.all).endsWith("final 1 words");
    }

    @Test
    void who_falls_silent_again_is_not_believed_again() {
        halfAnAnswer();
        quiet(600);
        second.last().listener.partialWords(1, "opening");
        first.last().listener.partialWords(1, "opening hours");
        second.last().listener.partialWords(1, "opening hours and prices");
        speak(300);
        quiet(600);
        assertThat(told.all).endsWith("partial 1 opening hours and prices");
        assertThat(second.calls).hasSize(1);
        call.cancel(1);
    }

    @Test
    void signs_of_life_keep_the_others_out() {
        call.begin(1, Expectation.OPEN);
        for (int i = 0; i < 20; i++) {
            speak(500);
            quiet(500);
            first.last().listener.listens(1);
        }
        assertThat(second.calls).isEmpty();
        call.cancel(1);
    }

    @Test
    void one_that_tells_each_time_is_expected_to_tell_of_the_last_sound_too() {
        call.begin(1, Expectation.OPEN);
        speak(600);
        first.last().listener.listens(1);
        speak(40);
        first.last().listener.partialWords(1, "opening");
        quiet(580);
        assertThat(second.calls).isEmpty();
        quiet(20);
        assertThat(second.last().told).startsWith("begin 1");
        call.cancel(1);
    }

    @Test
    void who_has_told_of_the_pause_has_told_all() {
        call.begin(1, Expectation.OPEN);
        speak(600);
        first.last().listener.partialWords(1, "opening");
        quiet(200);
        first.last().listener.listens(1);
        quiet(3000);
        assertThat(second.calls).isEmpty();
        call.cancel(1);
    }

    @Test
    void silent_while_the_caller_talks_on_is_noticed_before_the_pause() {
        halfAnAnswer();
        speak(1000);
        assertThat(second.calls).isEmpty();
        speak(200);
        assertThat(second.last().told).containsExactly("begin 1", "5000");
        speak(20);
        call.finish(1);
        assertThat(second.last().told).endsWith("5000", "finish 1");
        first.last().fails(1, ProviderFailure.NETWORK);
        second.last().answers(1, "all of it");
        assertThat(told.all).endsWith("final 1 all of it");
    }

    @Test
    void coughs_and_pauses_without_speech_raise_no_doubt() {
        call.begin(1, Expectation.OPEN);
        speak(400);
        quiet(3000);
        assertThat(second.calls).isEmpty();
        first.last().listener.partialWords(1, "so");
        speak(100);
        quiet(3000);
        assertThat(second.calls).isEmpty();
        call.cancel(1);
    }

    @Test
    void who_tells_no_guesses_or_is_in_process_is_not_doubted() {
        first.capabilities = RecognizerCapabilities.LOCAL_GRAMMARS;
        halfAnAnswer();
        quiet(3000);
        call.cancel(1);
        first.capabilities = new RecognizerCapabilities(false, false, false, false, false, true);
        call.begin(2, Expectation.OPEN);
        speak(900);
        quiet(3000);
        assertThat(second.calls).isEmpty();
        call.cancel(2);
    }

    @Test
    void one_that_listens_along_and_fails_gives_way_to_the_next() {
        halfAnAnswer();
        quiet(600);
        second.last().fails(1, ProviderFailure.ENGINE);
        assertThat(told.all).containsExactly("partial 1 opening");
        call.finish(1);
        time.passMillis(500);
        assertThat(third.last().told).containsExactly("begin 1", "5000", "0", "finish 1");
        third.last().answers(1, "opening hours");
        assertThat(told.all).endsWith("final 1 opening hours");
    }

    @Test
    void utterances_behind_a_silent_one_move_with_it() {
        halfAnAnswer();
        quiet(600);
        call.finish(1);
        call.begin(2, Expectation.OPEN);
        speak(40);
        second.last().answers(1, "one");
        time.passMillis(460);
        assertThat(told.all).endsWith("final 1 one");
        call.finish(2);
        second.last().answers(2, "two");
        assertThat(told.all).endsWith("final 2 two");
        assertThat(second.calls).hasSize(2);
    }

    @Test
    void nothing_understood_of_clear_speech_by_the_first_is_asked_of_who_listened_along() {
        sayNothingOf(1);
        call.begin(2, Expectation.OPEN);
        speak(700);
        quiet(600);
        call.finish(2);
        second.last().answers(2, "my brakes squeak");
        first.last().answers(2, "");
        assertThat(told.all).containsExactly("final 1 ", "final 2 my brakes squeak");
        assertThat(second.calls).hasSize(1);
    }

    @Test
    void cancelled_utterance_is_forgotten_by_both() {
        halfAnAnswer();
        quiet(600);
        call.cancel(1);
        assertThat(first.last().told).endsWith("cancel 1");
        assertThat(second.last().told).endsWith("cancel 1", "close");
        assertThat(time.waiting()).isZero();
    }

    private void sayNothingOf(long utterance) {
        call.begin(utterance, Expectation.OPEN);
        speak(700);
        call.finish(utterance);
        first.last().answers(utterance, "");
    }

    /// "opening", of which the first has told, and 300 ms more.
    private void halfAnAnswer() {
        call.begin(1, Expectation.OPEN);
        speak(600);
        first.last().listener.partialWords(1, "opening");
        speak(300);
    }

    private void speak(int millis) {
        sound(5000, millis);
    }

    private void quiet(int millis) {
        sound(0, millis);
    }

    private void sound(int level, int millis) {
        var frame = new short[320];
        Arrays.fill(frame, (short) level);
        for (int at = 0; at < millis; at += 20) {
            time.passMillis(20);
            call.audio(frame, 0, frame.length);
        }
    }

    private RecognizerChain chain(ScriptedEar... ears) {
        var named = new LinkedHashMap<String, Recognizer>();
        for (var ear : ears) {
            named.put(ear.name(), ear);
        }
        return new RecognizerChain(
                named, ChainSettings.HEARS.withRetries(0), time, () -> 0.5, Meters.NONE);
    }
}
