package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WheelTest {
    private static final long MILLI = 1_000_000;

    private final HandWheel time = new HandWheel();

    /// Notes when it ran and asks for the next of its times.
    private static class Clerk implements Paced {
        final List<Long> ran = new ArrayList<>();
        final List<RuntimeException> failures = new ArrayList<>();
        private final List<Long> wanted;

        Clerk(List<Long> wanted) {
            this.wanted = new ArrayList<>(wanted);
        }

        @Override
        public long run(long now) {
            ran.add(now);
            return wanted.isEmpty() ? NEVER : wanted.removeFirst();
        }

        @Override
        public void failed(RuntimeException failure) {
            failures.add(failure);
        }
    }

    @Test
    void a_seat_runs_when_woken_and_then_in_the_slot_of_each_deadline() {
        var clerk = new Clerk(List.of(5 * MILLI, 7 * MILLI + 1, 300 * MILLI));
        time.wheel.seat(clerk).wake();

        time.pass(400);

        assertThat(clerk.ran).containsExactly(MILLI, 5 * MILLI, 8 * MILLI, 300 * MILLI);
    }

    @Test
    void a_late_wheel_runs_a_seat_once_and_not_for_each_slot_it_missed() {
        var clerk = new Clerk(List.of(5 * MILLI));
        time.wheel.seat(clerk).wake();
        time.pass(1);

        time.stall(500);

        assertThat(clerk.ran).containsExactly(MILLI, 501 * MILLI);
    }

    @Test
    void a_wake_replaces_the_deadline_that_was_set() {
        var clerk = new Clerk(List.of(50 * MILLI));
        var seat = time.wheel.seat(clerk);
        seat.wake();
        time.pass(10);

        seat.wake();
        time.pass(100);

        assertThat(clerk.ran).containsExactly(MILLI, 11 * MILLI);
    }

    @Test
    void many_wakes_before_a_run_are_one() {
        var clerk = new Clerk(List.of());
        var seat = time.wheel.seat(clerk);
        seat.wake();
        seat.wake();
        seat.wake();

        time.pass(5);

        assertThat(clerk.ran).hasSize(1);
    }

    @Test
    void a_seat_that_breaks_leaves_and_the_others_go_on() {
        var good = new Clerk(List.of(10 * MILLI));
        var bad =
                new Clerk(List.of()) {
                    @Override
                    public long run(long now) {
                        throw new IllegalStateException("broken");
                    }
                };
        time.wheel.seat(bad).wake();
        time.wheel.seat(good).wake();

        time.pass(20);

        assertThat(bad.failures).hasSize(1);
        assertThat(good.ran).hasSize(2);
        assertThat(time.wheel.seats()).isEqualTo(1);
    }

    @Test
    void a_closed_seat_is_not_run_again() {
        var clerk = new Clerk(List.of(10 * MILLI, 20 * MILLI));
        var seat = time.wheel.seat(clerk);
        seat.wake();
        time.pass(12);

        seat.close();
        seat.close();
        time.pass(20);

        assertThat(clerk.ran).hasSize(2);
        assertThat(time.wheel.seats()).isZero();
        assertThat(time.wheel.nextWake()).isEqualTo(Paced.NEVER);
    }

    @Test
    void whatever_the_deadlines_every_seat_runs_within_a_millisecond_of_them() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            var clerks = new ArrayList<Clerk>();
            var wanted = new ArrayList<List<Long>>();
            long base = time.nanos();
            for (int i = 0; i < 20; i++) {
                var times = new ArrayList<Long>();
                long at = base + MILLI;
                for (int k = 0; k < 5; k++) {
                    at += 1 + random.nextLong(150 * MILLI);
                    times.add(at);
                }
                wanted.add(times);
                var clerk = new Clerk(times);
                clerks.add(clerk);
                var seat = time.wheel.seat(clerk);
                seat.wake();
            }
            time.pass(800);
            for (int i = 0; i < clerks.size(); i++) {
                var ran = clerks.get(i).ran;
                assertThat(ran).hasSize(6);
                for (int k = 0; k < 5; k++) {
                    long late = ran.get(k + 1) - wanted.get(i).get(k);
                    assertThat(late).isBetween(0L, 2 * MILLI);
                }
            }
        }
    }

    @Test
    void the_wheel_says_when_it_is_needed_next() {
        var clerk = new Clerk(List.of(40 * MILLI));
        time.wheel.seat(clerk).wake();
        assertThat(time.wheel.nextWake()).isLessThanOrEqualTo(time.nanos());
        time.pass(1);

        assertThat(time.wheel.nextWake()).isEqualTo(40 * MILLI);
    }
}
