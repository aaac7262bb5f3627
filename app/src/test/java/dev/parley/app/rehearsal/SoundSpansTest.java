package dev.parley.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.rehearsal.SoundSpans.DeadAir;
import dev.parley.app.rehearsal.SoundSpans.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SoundSpansTest {
    @Test
    void answer_is_the_agents_first_sound_after_the_callers_last() {
        var spans =
                spans(
                        List.of(new Span(3_000, 4_000)),
                        List.of(new Span(500, 2_000), new Span(4_600, 6_000)));
        assertThat(spans.answerAfter(4_200)).hasValue(600);
    }

    @Test
    void caller_who_had_to_speak_again_was_not_answered() {
        var spans =
                spans(
                        List.of(new Span(3_000, 4_000), new Span(8_000, 9_000)),
                        List.of(new Span(500, 2_000), new Span(9_400, 9_800)));
        assertThat(spans.answerAfter(4_200)).isEmpty();
        assertThat(spans.longest()).isEqualTo(new DeadAir(4_000, 4_000));
    }

    @Test
    void time_the_caller_takes_to_answer_is_nobodys_fault() {
        var spans =
                spans(
                        List.of(new Span(7_000, 8_000)),
                        List.of(new Span(300, 2_000), new Span(8_400, 9_900)));
        assertThat(spans.longest()).isEqualTo(new DeadAir(400, 8_000));
    }

    @Test
    void silence_within_the_agents_words_and_an_answer_that_never_came_are_dead_air() {
        assertThat(
                        spans(List.of(), List.of(new Span(100, 2_000), new Span(5_000, 9_000)))
                                .longest())
                .isEqualTo(new DeadAir(3_000, 2_000));
        assertThat(spans(List.of(new Span(2_500, 3_000)), List.of(new Span(100, 2_000))).longest())
                .isEqualTo(new DeadAir(7_000, 3_000));
    }

    @Test
    void greeting_is_waited_for_from_the_beginning() {
        assertThat(spans(List.of(), List.of(new Span(1_900, 10_000))).longest())
                .isEqualTo(new DeadAir(1_900, 0));
    }

    @Test
    void caller_who_talks_over_the_agent_owes_and_is_owed_nothing() {
        var spans =
                spans(
                        List.of(new Span(1_000, 1_500)),
                        List.of(new Span(100, 4_000), new Span(4_300, 10_000)));
        assertThat(spans.longest()).isEqualTo(new DeadAir(300, 4_000));
    }

    private static SoundSpans spans(List<Span> caller, List<Span> agent) {
        return new SoundSpans(caller, agent, 10_000);
    }
}
