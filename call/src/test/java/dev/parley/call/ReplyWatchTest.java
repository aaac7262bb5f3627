package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect.Fact.CallerTurn;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.media.Mouth.ReplyStart;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.compliance.Sensitive;
import dev.parley.meter.Meters;
import org.junit.jupiter.api.Test;

final class ReplyWatchTest {
    private final ReplyWatch watch = new ReplyWatch(ReplyWatch.Timers.of(Meters.NONE));

    @Test
    void the_wait_for_an_answer_is_split_into_parts_that_add_up() {
        watch.asked(turn(3, new TurnTimes(1000, 2000, 2300, 2420, 2425)));
        watch.answers(7, Tick.ofMillis(2426));

        var measured = watch.began(new ReplyStart(7, 0, 0, 0), 2500, 2502);

        assertThat(measured)
                .contains(new ReplyWatch.Measured(3, new ReplyLatency(300, 120, 6, 74, 2, 502)));
    }

    @Test
    void the_parts_add_up_although_the_sound_seemed_to_end_after_its_end_was_decided() {
        watch.asked(turn(1, new TurnTimes(1000, 2900, 2300, 2397, 2397)));
        watch.answers(7, Tick.ofMillis(2397));

        assertThat(watch.began(new ReplyStart(7, 0, 0, 0), 2428, 2428))
                .contains(new ReplyWatch.Measured(1, new ReplyLatency(0, 97, 0, 31, 0, 128)));
    }

    @Test
    void only_the_first_reply_after_a_turn_is_its_answer() {
        watch.asked(turn(3, new TurnTimes(1000, 2000, 2300, 2420, 2425)));
        watch.answers(7, Tick.ofMillis(2426));
        watch.answers(8, Tick.ofMillis(2600));

        assertThat(watch.began(new ReplyStart(8, 0, 0, 0), 2600, 2600)).isEmpty();
        assertThat(watch.began(new ReplyStart(7, 0, 0, 0), 2430, 2430)).isPresent();
        assertThat(watch.began(new ReplyStart(7, 0, 0, 0), 2430, 2430)).isEmpty();
    }

    @Test
    void a_typed_turn_is_not_measured() {
        watch.asked(
                new CallerTurn(1, Sensitive.of("1"), true, new TurnTimes(-1, -1, 2300, -1, 2300)));
        watch.answers(7, Tick.ofMillis(2301));

        assertThat(watch.began(new ReplyStart(7, 0, 0, 0), 2400, 2400)).isEmpty();
    }

    @Test
    void sound_rendered_before_needs_no_synthesis() {
        watch.asked(turn(1, new TurnTimes(1000, 2000, 2300, 2300, 2300)));
        watch.answers(7, Tick.ofMillis(2300));

        assertThat(watch.began(new ReplyStart(7, 0, 0, 0), 2300, 2301))
                .contains(new ReplyWatch.Measured(1, new ReplyLatency(300, 0, 0, 0, 1, 301)));
    }

    private static CallerTurn turn(int number, TurnTimes times) {
        return new CallerTurn(number, Sensitive.of("yes"), false, times);
    }
}
