package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StallWatchTest {
    private static final byte[] FRAME = new byte[320];

    private final HandWheel time = new HandWheel();
    private final LegTraits traits = FakeLeg.marks(200);
    private final FakeLeg leg = new FakeLeg(traits, time::nanos);
    private final FakeActivity activity = new FakeActivity();
    private final List<Input> told = new ArrayList<>();
    private final Ear ear =
            new Ear(
                    leg,
                    activity,
                    null,
                    null,
                    told::add,
                    _ -> {},
                    Tap.NONE,
                    null,
                    MediaCounters.of(Meters.NONE),
                    time::nanos);
    private final Seat seat = time.wheel.seat(new StallWatch(ear, leg, time::nanos));

    @Test
    void the_wheel_fills_in_what_a_silent_carrier_owes() {
        seat.wake();
        for (int i = 0; i < 10; i++) {
            time.pass(20);
            ear.audio(FRAME, 0, FRAME.length, 20L * i);
        }
        assertThat(told).isEmpty();

        time.pass(1000);

        assertThat(told).containsExactly(new Input.Ear.MediaStalled(200));
        assertThat(activity.accepted / 16).isBetween(1140L, 1200L);
    }

    @Test
    void a_carrier_that_sends_nothing_from_the_beginning_has_stalled() {
        seat.wake();

        time.pass(200);

        assertThat(told).containsExactly(new Input.Ear.MediaStalled(0));
        assertThat(activity.accepted / 16).isBetween(120L, 200L);
    }

    @Test
    void a_closed_ear_is_not_filled() {
        seat.wake();
        ear.close();

        time.pass(200);

        assertThat(told).isEmpty();
        assertThat(activity.accepted).isZero();
    }
}
