package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.TurnJudging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

/// What the ear gives to a model that judges turns.
final class EarJudgeTest {
    private final Court court = new Court();
    private final EarStage stage = new EarStage(null, Codec.PCM_16K, court);

    @Test
    void turn_is_judged_by_its_sound_from_the_pre_roll_to_the_pause() {
        stage.quiet(2000);
        stage.speak(1000);
        stage.quiet(300);
        stage.ear.judge(7);
        assertThat(stage.told(Input.TurnJudged.class))
                .containsExactly(new Input.TurnJudged(7, 0.25));
        var sound = court.heard.getFirst();
        assertThat(sound.length / 16).isBetween(1500, 1650);
        assertThat(sound[16 * 100]).isZero();
        assertThat(sound[16 * 700]).isEqualTo((short) FakeActivity.LOUD);
        assertThat(sound[sound.length - 1]).isZero();
    }

    @Test
    void of_a_long_turn_the_last_of_it_is_judged() {
        stage.speak(12_000);
        stage.quiet(300);
        stage.ear.judge(1);
        var sound = court.heard.getFirst();
        assertThat(sound).hasSize(8 * 16_000);
        assertThat(sound[0]).isEqualTo((short) FakeActivity.LOUD);
        assertThat(sound[sound.length - 1]).isZero();
    }

    @Test
    void turn_that_is_over_is_not_judged() {
        stage.speak(1000);
        stage.quiet(300);
        stage.ear.finish(1);
        stage.ear.judge(1);
        assertThat(court.heard).isEmpty();
    }

    @Test
    void without_a_model_nothing_is_judged() {
        var plain = new EarStage(null, Codec.PCM_16K);
        plain.speak(1000);
        plain.quiet(300);
        plain.ear.judge(1);
        assertThat(plain.told(Input.TurnJudged.class)).isEmpty();
    }

    private static final class Court implements TurnJudging {
        final List<short[]> heard = new ArrayList<>();

        @Override
        public Duration longest() {
            return Duration.ofSeconds(8);
        }

        @Override
        public void judge(short[] samples, DoubleConsumer answer) {
            heard.add(samples);
            answer.accept(0.25);
        }
    }
}
