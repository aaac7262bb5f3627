package dev.parley.call.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.record.TurnSound;
import dev.parley.call.record.TurnSound.Kind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A caller speaks from 1,000 to 3,000 ms, the agent answers from 3,600 to 5,000.
final class TurnGapTest {
    private static final short[] WORDS = Sounds.voice(2000, -22, 120);
    private static final short[] ANSWER = Sounds.voice(1400, -20, 190);
    private static final Offset<Long> A_FRAME = Offset.offset(20L);

    @Test
    void the_gap_is_the_silence_between_both_sounds() {
        var turn = turn(spoken());

        assertThat(turn.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(turn.callerEnded()).isCloseTo(3000, Offset.offset(5L));
        assertThat(turn.agentBegan()).isCloseTo(3600, Offset.offset(5L));
        assertThat(turn.gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
        assertThat(turn.lead()).isZero();
        assertThat(turn.quiet()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60, 200})
    void sound_sent_ahead_counts_where_it_plays(long lead) {
        assertThat(spoken().run(lead).turn(1).gap().orElseThrow())
                .isCloseTo(600, Offset.offset(5L));
    }

    @Test
    void a_pause_within_the_turn_is_no_gap() {
        var call =
                new MeasuredCall(9000)
                        .says(1000, Sounds.voice(800, -22, 120))
                        .says(3300, Sounds.voice(700, -22, 120))
                        .agent(4500, ANSWER)
                        .answered(1, 4500)
                        .run(0);

        assertThat(call.turns()).hasSize(1);
        assertThat(call.turn(1).gap().orElseThrow()).isCloseTo(500, Offset.offset(5L));
    }

    @Test
    void silence_at_the_start_of_the_answer_is_part_of_the_gap_and_known() {
        var turn =
                new MeasuredCall(8000)
                        .says(1000, WORDS)
                        .agent(3600, Sounds.hiss(150, -75, 1))
                        .agent(3750, ANSWER)
                        .answered(1, 3600)
                        .run(0)
                        .turn(1);

        assertThat(turn.gap().orElseThrow()).isCloseTo(750, Offset.offset(5L));
        assertThat(turn.quiet()).isCloseTo(150, Offset.offset(5L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hiss_20_db_below_the_voice_does_not_move_the_end(long seed) {
        var turn = turn(spoken().caller(0, Sounds.hiss(8000, -42, seed)));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void hum_10_db_below_the_voice_does_not_move_the_end() {
        var turn = turn(spoken().caller(0, Sounds.hum(8000, -32)));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void people_in_the_background_move_the_end_by_less_than_a_syllable(long seed) {
        var turn = turn(spoken().caller(0, Sounds.babble(8000, -42, seed)));

        assertThat(turn.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(turn.gap().orElseThrow()).isCloseTo(600, Offset.offset(120L));
    }

    @Test
    void a_click_before_the_answer_is_not_the_callers_last_sound() {
        var turn = turn(spoken().caller(3350, Sounds.click()).caller(3420, Sounds.click()));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void a_breath_before_the_answer_is_not_the_callers_last_sound() {
        var turn = turn(spoken().caller(3200, Sounds.breath(300, -40, 7)));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void comfort_noise_that_comes_and_goes_is_no_sound() {
        var call = spoken();
        for (long at = 0; at < 8000; at += 800) {
            call.caller(at, Sounds.hiss(400, -50, at));
        }

        assertThat(turn(call).gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void a_quiet_caller_is_heard_out() {
        var turn =
                turn(
                        new MeasuredCall(8000)
                                .says(1000, Sounds.voice(2000, -44, 210))
                                .agent(3600, ANSWER)
                                .answered(1, 3600));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void without_a_detector_of_speech_the_level_alone_decides() {
        var turn =
                turn(
                        new MeasuredCall(8000)
                                .caller(0, Sounds.hiss(8000, -60, 3))
                                .caller(1000, WORDS)
                                .caller(3350, Sounds.click())
                                .agent(3600, ANSWER)
                                .answered(1, 3600));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void what_the_detector_missed_but_is_long_and_loud_is_the_callers_sound() {
        var turn =
                turn(
                        new MeasuredCall(8000)
                                .says(1000, Sounds.voice(1200, -22, 120))
                                .caller(2500, Sounds.voice(500, -24, 120))
                                .agent(3600, ANSWER)
                                .answered(1, 3600));

        assertThat(turn.gap().orElseThrow()).isCloseTo(600, A_FRAME);
    }

    @Test
    void a_typed_turn_has_no_gap_and_says_so() {
        var call = new MeasuredCall(4000).at(1000, () -> {}).agent(1200, ANSWER);
        call.at(1100, () -> call.watch.asked(1, false));

        assertThat(call.run(0).turns()).containsExactly(new TurnSound(1, Kind.TYPED, -1, -1, 0, 0));
    }

    @Test
    void a_turn_that_is_taken_back_has_no_gap_and_the_whole_one_has() {
        var call =
                new MeasuredCall(10_000)
                        .says(1000, Sounds.voice(1000, -22, 120))
                        .agent(2500, Sounds.voice(300, -20, 190))
                        .answered(1, 2500)
                        .says(2700, Sounds.voice(1300, -22, 120))
                        .cut(1, 2800)
                        .agent(4600, ANSWER)
                        .answered(2, 4600)
                        .run(0);

        assertThat(call.turn(1).kind()).isEqualTo(Kind.TAKEN_BACK);
        assertThat(call.turn(1).gap()).isEmpty();
        assertThat(call.turn(2).gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
    }

    @Test
    void an_answer_that_is_cut_before_it_sounds_was_taken_back() {
        var call =
                new MeasuredCall(9000)
                        .says(1000, Sounds.voice(1000, -22, 120))
                        .says(2500, Sounds.voice(800, -22, 120))
                        .agent(3900, ANSWER);
        call.at(
                2400,
                () -> {
                    call.watch.asked(1, true);
                    call.watch.cut(1);
                });
        call.answered(2, 3900).run(0);

        assertThat(call.turn(1).kind()).isEqualTo(Kind.TAKEN_BACK);
        assertThat(call.turn(2).gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
    }

    @Test
    void a_reply_that_is_interrupted_later_keeps_its_gap_and_the_interruption_has_its_own() {
        var call =
                new MeasuredCall(12_000)
                        .says(1000, WORDS)
                        .agent(3600, Sounds.voice(2360, -20, 190))
                        .answered(1, 3600)
                        .says(5400, Sounds.voice(1600, -22, 120))
                        .cut(1, 6000)
                        .agent(7500, ANSWER)
                        .answered(2, 7500)
                        .run(0);

        assertThat(call.turn(1).gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
        assertThat(call.turn(2).gap().orElseThrow()).isCloseTo(500, Offset.offset(5L));
        assertThat(call.sound().talkOver()).isCloseTo(560, A_FRAME);
    }

    @Test
    void the_agents_prompt_after_a_silence_is_nobodys_answer() {
        var call =
                new MeasuredCall(16_000)
                        .says(1000, WORDS)
                        .agent(3600, ANSWER)
                        .answered(1, 3600)
                        .agent(10_000, ANSWER)
                        .run(0);

        assertThat(call.turns()).hasSize(1);
        assertThat(call.turn(1).gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
    }

    @Test
    void an_agent_who_was_held_for_a_moment_and_goes_on_does_not_answer_twice() {
        var call =
                new MeasuredCall(9000)
                        .says(1000, WORDS)
                        .agent(3600, Sounds.voice(700, -20, 190))
                        .answered(1, 3600)
                        .agent(5200, Sounds.voice(700, -20, 190))
                        .run(0);

        assertThat(call.turns()).hasSize(1);
        assertThat(call.turn(1).gap().orElseThrow()).isCloseTo(600, Offset.offset(5L));
    }

    @Test
    void an_agent_who_begins_while_the_caller_speaks_has_no_gap_and_says_so() {
        var call =
                new MeasuredCall(8000)
                        .says(1000, WORDS)
                        .agent(2500, ANSWER)
                        .answered(1, 2500)
                        .run(0);

        assertThat(call.turn(1).kind()).isEqualTo(Kind.OVER_CALLER);
        assertThat(call.turn(1).gap()).isEmpty();
        assertThat(call.sound().talkOver()).isCloseTo(500, A_FRAME);
    }

    @Test
    void a_turn_without_a_sound_of_the_caller_says_so() {
        var call =
                new MeasuredCall(12_000)
                        .says(1000, WORDS)
                        .agent(3600, ANSWER)
                        .answered(1, 3600)
                        .agent(7000, ANSWER)
                        .answered(2, 7000)
                        .run(0);

        assertThat(call.turn(2).kind()).isEqualTo(Kind.NO_CALLER_SOUND);
    }

    @Test
    void a_turn_that_nothing_answers_says_so() {
        var call = new MeasuredCall(6000).says(1000, WORDS);
        call.at(3400, () -> call.watch.asked(1, true));
        var silent = new MeasuredCall(9000).says(1000, WORDS).answered(1, 3600);

        assertThat(call.run(0).turn(1).kind()).isEqualTo(Kind.UNANSWERED);
        assertThat(call.turn(1).callerEnded()).isCloseTo(3000, Offset.offset(5L));
        assertThat(silent.run(0).turn(1).kind()).isEqualTo(Kind.UNANSWERED);
    }

    private static MeasuredCall spoken() {
        return new MeasuredCall(8000).says(1000, WORDS).agent(3600, ANSWER).answered(1, 3600);
    }

    private static TurnSound turn(MeasuredCall call) {
        return call.run(0).turn(1);
    }
}
