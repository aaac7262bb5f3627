package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear.FinalWords;
import dev.parley.call.conversation.Input.Ear.MediaResumed;
import dev.parley.call.conversation.Input.Ear.MediaStalled;
import dev.parley.call.conversation.Input.Ear.SpeechStarted;
import dev.parley.call.conversation.Input.Ear.SpeechStopped;
import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EarTest {
    private static final Expectation YES_NO = new Expectation("yes-no", List.of("yes", "no"), 1);

    @Test
    void edges_of_speech_carry_the_time_of_the_call() {
        var stage = new EarStage(null);
        stage.quiet(100);
        stage.speak(400);
        stage.quiet(300);

        assertThat(stage.told)
                .containsExactly(new SpeechStarted(1, 100), new SpeechStopped(1, 500, 200));
    }

    @Test
    void a_first_frame_that_was_held_up_does_not_spoil_the_times() {
        var stage = new EarStage(null);
        stage.stutter(500);
        stage.burst(25, 0);
        stage.quiet(500);
        stage.speak(400);

        assertThat(stage.told).containsExactly(new SpeechStarted(1, 1000));
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void legs_of_every_format_are_heard_at_the_same_times_and_recognized_at_16_khz(Codec codec) {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer, codec);
        stage.quiet(1000);
        stage.speak(2000);
        stage.quiet(300);

        assertThat(stage.told(SpeechStarted.class)).hasSize(1);
        assertThat(stage.told(SpeechStarted.class).getFirst().mediaMillis()).isBetween(998L, 1003L);
        assertThat(stage.told(SpeechStopped.class)).hasSize(1);
        assertThat(stage.told(SpeechStopped.class).getFirst().lastSpeechMillis())
                .isBetween(2998L, 3005L);
        assertThat(recognizer.heard.length / 16).isBetween(2598, 2602);
    }

    @Test
    void a_pause_within_a_turn_keeps_the_utterance() {
        var stage = new EarStage(null);
        stage.speak(400);
        stage.quiet(300);
        stage.speak(200);
        stage.quiet(300);

        assertThat(stage.told)
                .containsExactly(
                        new SpeechStarted(1, 0),
                        new SpeechStopped(1, 400, 200),
                        new SpeechStarted(1, 700),
                        new SpeechStopped(1, 900, 200));
    }

    @Test
    void speech_that_goes_on_after_the_turn_was_finished_is_a_new_utterance_with_its_own_start() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(400);

        stage.ear.finish(1);
        stage.speak(100);
        stage.quiet(300);

        assertThat(recognizer.asked).containsExactly("begin 1 open", "finish 1", "begin 2 open");
        assertThat(stage.told)
                .containsExactly(
                        new SpeechStarted(1, 0),
                        new SpeechStarted(2, 400),
                        new SpeechStopped(2, 500, 200));
        assertThat(recognizer.heard).hasSize(400 * 16);
    }

    @Test
    void a_finish_of_an_utterance_that_is_not_open_does_nothing() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(100);
        stage.quiet(300);
        stage.ear.finish(1);

        stage.ear.finish(1);
        stage.ear.cancel(1);
        stage.ear.finish(2);

        assertThat(recognizer.asked).containsExactly("begin 1 open", "finish 1");
    }

    @Test
    void the_recognizer_hears_300_ms_from_before_the_first_speech() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.quiet(1000);
        stage.speak(20);

        assertThat(recognizer.heard).hasSize(320 * 16);
        assertThat(recognizer.heard[300 * 16 - 1]).isZero();
        assertThat(recognizer.heard[300 * 16]).isEqualTo((short) FakeActivity.LOUD);
    }

    @Test
    void the_recognizer_hears_every_sample_of_an_open_utterance_once_pauses_included() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(200);
        stage.quiet(400);
        stage.speak(200);
        stage.ear.cancel(1);

        assertThat(recognizer.heard).hasSize(0);
        assertThat(recognizer.asked).containsExactly("begin 1 open", "cancel 1", "begin 2 open");
    }

    @Test
    void words_of_the_engine_become_inputs() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(200);
        stage.told.clear();

        recognizer.listener.partialWords(1, "yes");
        recognizer.listener.finalWords(1, "yes please");

        assertThat(stage.told)
                .containsExactly(
                        new Input.Ear.PartialWords(1, Sensitive.of("yes")),
                        new FinalWords(1, Sensitive.of("yes please")));
    }

    @Test
    void a_new_question_decides_what_new_utterances_may_say() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.ear.listen(YES_NO);
        stage.speak(200);

        assertThat(recognizer.asked).containsExactly("begin 1 yes-no");
    }

    @Test
    void speech_that_began_just_before_the_question_is_its_answer() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.quiet(500);
        stage.speak(200);
        stage.ear.listen(YES_NO);

        assertThat(recognizer.asked).containsExactly("begin 1 open", "cancel 1", "begin 1 yes-no");
        assertThat(recognizer.heard).hasSize(500 * 16);
    }

    @Test
    void speech_that_began_long_before_the_question_answers_the_old_one() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(320);
        stage.ear.listen(YES_NO);

        assertThat(recognizer.asked).containsExactly("begin 1 open");
    }

    @Test
    void without_a_recognizer_a_finished_turn_has_no_words() {
        var stage = new EarStage(null);
        stage.speak(200);
        stage.quiet(500);
        stage.told.clear();

        stage.ear.finish(1);

        assertThat(stage.told).containsExactly(new FinalWords(1, Sensitive.of("")));
    }

    @Test
    void a_gap_in_the_carriers_time_is_heard_as_silence() {
        var stage = new EarStage(null);
        stage.speak(200);
        stage.skip(500);
        stage.stutter(500);
        stage.speak(20);

        assertThat(stage.heardMillis()).isEqualTo(720);
        assertThat(stage.told)
                .containsExactly(
                        new SpeechStarted(1, 0),
                        new SpeechStopped(1, 200, 200),
                        new SpeechStarted(1, 700));
    }

    @Test
    void the_end_of_speech_is_noticed_although_the_carrier_sends_nothing() {
        var stage = new EarStage(null);
        stage.speak(200);

        stage.nothing(300);

        assertThat(stage.told)
                .containsExactly(
                        new SpeechStarted(1, 0),
                        new MediaStalled(200),
                        new SpeechStopped(1, 200, 200));
    }

    @Test
    void a_pause_of_the_carrier_below_60_ms_is_no_stall() {
        var stage = new EarStage(null);
        stage.speak(200);
        stage.nothing(40);
        stage.burst(3, FakeActivity.LOUD);

        assertThat(stage.told).containsExactly(new SpeechStarted(1, 0));
        assertThat(stage.heardMillis()).isEqualTo(260);
    }

    @Test
    void a_carrier_that_comes_back_after_suppressed_silence_goes_on_at_its_own_time() {
        var stage = new EarStage(null);
        stage.speak(200);
        stage.nothing(1000);
        stage.skip(1000);
        stage.speak(20);

        assertThat(stage.told(MediaResumed.class)).hasSize(1);
        assertThat(stage.told.getLast()).isEqualTo(new SpeechStarted(1, 1200));
        assertThat(stage.heardMillis()).isEqualTo(1220);
    }

    @Test
    void a_burst_after_a_stall_is_trimmed_to_its_last_200_ms() {
        var stage = new EarStage(null);
        stage.quiet(100);
        stage.nothing(1000); // fills 980
        long before = stage.heardMillis();

        stage.burst(50, FakeActivity.LOUD); // 1000 ms of sound, 980 of it late

        assertThat(stage.heardMillis() - before).isEqualTo(220);
        assertThat(stage.told(SpeechStarted.class)).containsExactly(new SpeechStarted(1, 880));
    }

    @Test
    void nothing_is_lost_when_our_own_thread_was_late() {
        var stage = new EarStage(null);
        stage.speak(100);
        stage.lag(800);
        stage.burst(40, FakeActivity.LOUD);

        assertThat(stage.heardMillis()).isEqualTo(900);
        assertThat(stage.told).containsExactly(new SpeechStarted(1, 0));
    }

    @Test
    void sound_that_comes_later_for_good_is_taken_after_200_ms() {
        var stage = new EarStage(null);
        stage.quiet(100);
        stage.nothing(500);
        long before = stage.heardMillis();

        stage.quiet(1000);

        assertThat(stage.heardMillis() - before).isEqualTo(1000 - 200);
    }

    @Test
    void a_leg_that_comes_back_is_heard_from_its_first_frame_on() {
        var stage = new EarStage(null);
        stage.quiet(500);
        stage.away(10_000);
        long before = stage.heardMillis();

        stage.speak(100);

        assertThat(stage.heardMillis() - before).isEqualTo(100);
        assertThat(stage.told)
                .extracting(input -> input.getClass().getSimpleName())
                .containsExactly("Away", "MediaStalled", "Back", "MediaResumed", "SpeechStarted");
    }

    @Test
    void sound_more_than_2_s_above_real_time_is_dropped() {
        var stage = new EarStage(null);
        stage.quiet(20);

        stage.burst(500, 0);

        assertThat(stage.heardMillis()).isBetween(2000L, 2100L);
    }

    @Test
    void timestamps_that_jump_to_nonsense_are_taken_as_a_new_beginning_after_a_second() {
        var stage = new EarStage(null);
        stage.quiet(100);
        stage.skip(1_000_000_000);

        stage.quiet(2000);

        assertThat(stage.heardMillis()).isBetween(1000L, 1200L);
    }

    @Test
    void timestamps_that_stand_still_do_not_matter() {
        var stage = new EarStage(null);
        for (int i = 0; i < 50; i++) {
            stage.quiet(20);
            stage.skip(-20);
        }

        assertThat(stage.heardMillis()).isEqualTo(1000);
    }

    @Test
    void half_a_sample_is_no_reason_to_stop_listening() {
        var stage = new EarStage(null);

        stage.ear.audio(new byte[641], 0, 641, 0);

        assertThat(stage.heardMillis()).isEqualTo(20);
    }

    @Test
    void the_end_of_the_leg_gives_everything_back_and_nothing_is_heard_any_more() {
        var recognizer = new FakeRecognizer();
        var stage = new EarStage(recognizer);
        stage.speak(100);

        stage.ear.ended(LegEnd.LOST);
        stage.speak(100);
        stage.ear.finish(1);
        stage.ear.close();

        assertThat(stage.activity.closed).isEqualTo(1);
        assertThat(recognizer.openSessions).hasValue(0);
        assertThat(stage.told)
                .containsExactly(new SpeechStarted(1, 0), new Input.Line.ConnectionLost());
    }

    @Test
    void an_ear_that_breaks_ends_its_call_and_not_the_thread_of_the_leg() {
        var stage = new EarStage(null);
        stage.activity.closed = 1; // throws at the next frame

        stage.quiet(40);

        assertThat(stage.told).hasSize(1).first().isInstanceOf(Input.Line.Broken.class);
    }
}
