package dev.parley.call.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a model said of a pause is said again when the pause comes again, and of no other.
final class JudgeAgainTest {
    private static final Replay.Redone PAUSE =
            step(1, 1_000, new Input.Ear.SpeechStopped(1, 700, 300), new Effect.JudgeTurn(4));
    private static final Replay.Redone ANSWER = step(2, 1_080, new Input.TurnJudged(4, 0.1));
    private static final Replay.Redone GOES_ON =
            step(3, 1_200, new Input.Ear.SpeechStarted(1, 1_150));
    private static final Replay.Redone SECOND_PAUSE =
            step(4, 2_000, new Input.Ear.SpeechStopped(1, 1_700, 300), new Effect.JudgeTurn(5));

    private final JudgeAgain judge = new JudgeAgain(List.of(PAUSE, ANSWER, GOES_ON, SECOND_PAUSE));

    @Test
    void a_pause_that_was_judged_is_judged_the_same_after_as_long() {
        judge.comes(PAUSE.happened());
        assertThat(judge.ask()).isEqualTo(new JudgeAgain.Said(0.1, 80_000_000));
    }

    @Test
    void other_sounds_within_the_pause_change_nothing() {
        judge.comes(PAUSE.happened());
        judge.comes(GOES_ON.happened());
        assertThat(judge.ask()).isNotNull();
    }

    @Test
    void a_pause_of_which_the_model_said_nothing_is_not_judged() {
        judge.comes(PAUSE.happened());
        judge.comes(SECOND_PAUSE.happened());
        assertThat(judge.ask()).isNull();
    }

    @Test
    void an_answer_to_a_question_that_nobody_asked_is_forgotten() {
        var unasked = new JudgeAgain(List.of(step(1, 10, new Input.TurnJudged(9, 0.5))));
        assertThat(unasked.ask()).isNull();
    }

    private static Replay.Redone step(
            long number, long millis, @Nullable Input input, Effect... effects) {
        var happened = new Happened(number, Tick.ofMillis(millis), input, "", "", "");
        return new Replay.Redone(happened, List.of(effects), "");
    }
}
