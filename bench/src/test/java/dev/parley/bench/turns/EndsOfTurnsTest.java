package dev.parley.bench.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.turns.LivedCall.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EndsOfTurnsTest {
    /// Speech until 1,000, a pause until 1,600, speech until 2,500; told 100 ms late.
    private static final List<Edge> PAUSES_ONCE =
            List.of(
                    new Edge(100, true, 0),
                    new Edge(1_100, false, 100),
                    new Edge(1_700, true, 0),
                    new Edge(2_600, false, 100));

    @Test
    void silence_that_is_waited_for_longer_than_the_pause_does_not_cut() {
        var turn = turn(List.of(3_100L));
        assertThat(turn.bySilence(500)).isEqualTo(1_500);
        assertThat(turn.bySilence(800)).isEqualTo(3_300);
    }

    @Test
    void silence_shorter_than_what_is_told_late_ends_the_turn_when_it_is_told() {
        assertThat(turn(List.of()).bySilence(20)).isEqualTo(1_100);
    }

    @Test
    void an_answer_before_the_last_word_is_a_cut_and_no_answer_is_missed() {
        assertThat(turn(List.of(1_400L, 3_000L)).wasCut()).isTrue();
        assertThat(turn(List.of(3_000L)).wasCut()).isFalse();
        assertThat(turn(List.of(3_000L)).delay()).isEqualTo(500);
        assertThat(turn(List.of()).wasMissed()).isTrue();
    }

    @Test
    void plain_silence_is_compared_at_the_delay_that_callers_had_to_bear() {
        var ends = new EndsOfTurns(List.of(turn(List.of(3_100L))));
        var ours = ends.ours();
        assertThat(ours.median()).isEqualTo(600);
        assertThat(ours.cut()).isZero();
        var plain = ends.silenceAtEqualDelay(ours.median());
        assertThat(plain.threshold()).isBetween(590L, 700L);
        assertThat(plain.cut() + plain.missed() + (plain.median() > 0 ? 1 : 0)).isEqualTo(1);
    }

    private static Measured turn(List<Long> answered) {
        return new Measured("open speech", 0, 2_500, answered, PAUSES_ONCE);
    }
}
