package dev.parley.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.caller.CallerBrain.Move;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesCallerTest {
    private final LinesCaller caller = new LinesCaller(List.of("one", "two"));

    @Test
    void says_a_line_whenever_the_agent_has_spoken_and_leaves_hanging_up_to_who_said_goodbye() {
        assertThat(caller.heard(List.of(), "hello")).isEqualTo(List.of(new Move.Say("one")));
        assertThat(caller.heard(List.of(), "")).isEqualTo(List.of(new Move.Say("two")));
        assertThat(caller.outcome().reachedGoal()).isFalse();
        assertThat(caller.heard(List.of(), "thank you goodbye")).isEmpty();
        assertThat(caller.outcome().reachedGoal()).isTrue();
    }

    @Test
    void hangs_up_after_the_last_answer() {
        caller.heard(List.of(), "hello");
        caller.heard(List.of(), "yes");
        assertThat(caller.heard(List.of(), "no")).isEqualTo(List.of(new Move.HangUp()));
    }

    @Test
    void says_a_line_again_that_got_no_answer_then_gives_up() {
        caller.heard(List.of(), "hello");
        assertThat(caller.silence(1)).isEqualTo(List.of(new Move.Say("one")));
        assertThat(caller.silence(2)).isEqualTo(List.of(new Move.Say("one")));
        assertThat(caller.silence(3)).isEqualTo(List.of(new Move.HangUp()));
        assertThat(caller.outcome().reachedGoal()).isFalse();
    }
}
