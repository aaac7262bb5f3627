package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoGuardTest {
    private static final int FRAME = 160;
    private static final int SECONDS = 8;
    private static final short[] AGENT = Talk.of(1, SECONDS * 1000);
    private static final short[] NOISE = Sounds.whiteNoise(3, -62, 2 * AGENT.length);

    private final EchoGuard guard = new EchoGuard();
    private final SoundPrint callerPrints = new SoundPrint(8_000);
    private final SoundPrint agentPrints = new SoundPrint(8_000);

    @ParameterizedTest
    @CsvSource({"40,-12", "150,-20", "290,-27", "900,-6"})
    void an_echo_is_learned_within_a_second_and_a_half_and_then_explained(
            int lateMillis, int decibels) {
        var caller = Sounds.sum(echo(lateMillis, decibels), NOISE);
        run(caller, 0, lateMillis / 20 + 75);
        assertThat(guard.isLearned()).isTrue();
        assertThat(guard.lateMillis()).isBetween(lateMillis - 20, lateMillis + 20);
        assertThat(othersIn(caller, lateMillis / 20 + 75, 350)).isZero();
        assertThat(guard.isLearned()).isTrue();
    }

    @Test
    void what_was_heard_before_it_was_learned_is_explained_afterwards() {
        var caller = Sounds.sum(echo(160, -20), NOISE);
        for (int frame = 0; frame < 100 && !guard.isLearned(); frame++) {
            run(caller, frame, frame + 1);
        }
        assertThat(guard.isLearned()).isTrue();
        assertThat(guard.others(40)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6", "12", "20"})
    void who_speaks_over_the_echo_is_somebody_else(int decibelsAbove) {
        var echo = Sounds.sum(echo(160, -decibelsAbove), NOISE);
        run(echo, 0, 150);
        assertThat(guard.isLearned()).isTrue();
        var caller = Talk.of(2, 600);
        var both = Sounds.sum(echo, Sounds.joined(new short[150 * FRAME], caller));
        assertThat(othersIn(both, 150, 180)).isGreaterThan(10);
        assertThat(othersIn(echo, 185, 350)).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({"15", "30", "45", "100"})
    void a_caller_without_an_echo_is_never_taken_for_the_agent(int begins) {
        for (long seed = 10; seed < 100; seed++) {
            var fresh = new EchoGuard();
            var talk = Talk.of(seed, 2_000);
            var caller = Sounds.sum(Sounds.joined(new short[begins * FRAME], talk), NOISE);
            for (int frame = 0; frame < begins + 100; frame++) {
                fresh.frame(print(callerPrints, caller, frame), print(agentPrints, AGENT, frame));
                assertThat(fresh.isOwn()).as("seed %d, frame %d", seed, frame).isFalse();
            }
        }
    }

    @Test
    void a_caller_who_was_silent_while_the_agent_spoke_seems_to_have_no_echo() {
        run(NOISE, 0, 250);
        assertThat(guard.seemsAbsent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"40,-12", "150,-20", "900,-6"})
    void an_echo_never_seems_absent(int lateMillis, int decibels) {
        var caller = Sounds.sum(echo(lateMillis, decibels), NOISE);
        for (int frame = 0; frame < 350; frame++) {
            run(caller, frame, frame + 1);
            assertThat(guard.seemsAbsent()).as("frame %d", frame).isFalse();
        }
    }

    @Test
    void an_echo_that_is_gone_is_forgotten() {
        run(Sounds.sum(echo(160, -12), NOISE), 0, 200);
        assertThat(guard.isLearned()).isTrue();
        run(NOISE, 200, 380);
        assertThat(guard.isLearned()).isFalse();
    }

    @Test
    void what_was_learned_stays_while_the_agent_is_silent() {
        var echo = Sounds.sum(echo(160, -12), NOISE);
        run(echo, 0, 150);
        guard.restart();
        assertThat(guard.isLearned()).isTrue();
        run(echo, 0, 9);
        assertThat(othersIn(echo, 9, 100)).isLessThan(3);
    }

    @Test
    void without_the_agents_voice_nothing_is_explained() {
        run(Sounds.sum(echo(160, -12), NOISE), 0, 150);
        var caller = Sounds.joined(new short[150 * FRAME], Talk.of(2, 3_000));
        int others = 0;
        for (int frame = 150; frame < 300; frame++) {
            guard.frame(print(callerPrints, caller, frame), SoundPrint.SILENCE);
            others += guard.isOwn() ? 0 : 1;
        }
        assertThat(others).isGreaterThan(115);
    }

    private static short[] echo(int lateMillis, int decibels) {
        return Sounds.joined(new short[lateMillis * 8], Sounds.louder(AGENT, decibels));
    }

    private void run(short[] caller, int from, int to) {
        for (int frame = from; frame < to; frame++) {
            guard.frame(print(callerPrints, caller, frame), print(agentPrints, AGENT, frame));
        }
    }

    private int othersIn(short[] caller, int from, int to) {
        int others = 0;
        for (int frame = from; frame < to; frame++) {
            run(caller, frame, frame + 1);
            long source = frame < 8 ? 0 : print(agentPrints, AGENT, frame - 8);
            others += guard.isOwn() || source == SoundPrint.SILENCE ? 0 : 1;
        }
        return others;
    }

    private static long print(SoundPrint prints, short[] sound, int frame) {
        var piece = Arrays.copyOfRange(sound, frame * FRAME, (frame + 1) * FRAME);
        return prints.of(piece, 0, FRAME);
    }
}
