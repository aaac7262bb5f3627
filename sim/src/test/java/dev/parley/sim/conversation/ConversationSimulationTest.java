package dev.parley.sim.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.call.conversation.Guard;
import dev.parley.call.conversation.Guards;
import dev.parley.call.conversation.Transitions;
import dev.parley.sim.conversation.ConversationSimulation.BrokenCall;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The conversation against everything that can happen at once. A broken rule names its seed and
/// the command that plays it again.
class ConversationSimulationTest {
    private static final int THREADS = 2;

    private final ConversationSimulation simulation = new ConversationSimulation(Guards.ALL);

    @Test
    void two_hundred_thousand_calls_break_no_rule_and_take_every_transition() throws Exception {
        var tally = simulation.play(1, 200_000, THREADS);
        print(tally);
        assertThat(tally.of("calls")).isEqualTo(200_000);
        assertThat(tally.of("overlaps")).isGreaterThan(10_000);
        assertThat(tally.of("late")).isGreaterThan(10_000);
        assertThat(tally.of("stalls of the thread")).isGreaterThan(10_000);
        assertThat(tally.of("stalls of the line")).isGreaterThan(1_000);
        assertThat(tally.of("stalls of the voice")).isGreaterThan(1_000);
        for (var transition : Transitions.all()) {
            assertThat(tally.of(transition))
                    .as("%s.%s", Transitions.machineOf(transition), transition.name())
                    .isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    @Tag("long")
    void twenty_million_calls_break_no_rule() throws Exception {
        print(simulation.play(1_000_000, 20_000_000, THREADS));
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void a_guard_left_out_is_found_within_5000_calls(Guard guard) {
        var without = new ConversationSimulation(Guards.without(guard));
        assertThatExceptionOfType(BrokenCall.class).isThrownBy(() -> without.play(1, 5_000));
    }

    /// Found beyond the calls that every build plays.
    @ParameterizedTest
    @ValueSource(
            longs = {
                2_514_115,
                7_010_215,
                12_162_616,
                16_041_019,
                16_372_659,
                18_140_902,
                21_010_474,
                25_991_394,
                30_901_000
            })
    void seeds_that_once_broke_a_rule_break_none(long seed) {
        assertThat(simulation.trace(seed).getLast()).doesNotStartWith("broken:");
    }

    @Test
    void the_same_seed_gives_the_same_call_effect_by_effect() {
        for (long seed = 1; seed <= 300; seed++) {
            assertThat(simulation.trace(seed))
                    .as("seed %d", seed)
                    .isEqualTo(simulation.trace(seed));
        }
    }

    @Test
    void a_broken_call_names_its_seed_and_breaks_again() {
        var without = new ConversationSimulation(Guards.without(Guard.SAID_AGAIN));
        assertThatExceptionOfType(BrokenCall.class)
                .isThrownBy(() -> without.play(1, 5_000))
                .satisfies(broken ->
                        assertThat(without.trace(broken.seed()).getLast()).startsWith("broken:"));
    }

    @Test
    void plays_one_seed() {
        long seed = Long.getLong("parley.seed", 1);
        var trace = simulation.trace(seed);
        if (System.getProperty("parley.seed") != null) {
            trace.forEach(System.out::println);
        }
        assertThat(trace.getLast()).doesNotStartWith("broken:");
    }

    private static void print(Tally tally) {
        System.out.println("conversation simulation: " + tally);
    }
}
