package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.media.FakeLeg.Sent;
import dev.parley.meter.Meters;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

final class PacingWheelTest {
    @Test
    void a_wheel_asleep_runs_what_is_woken_and_ends_its_thread_when_closed() throws Exception {
        var ran = new CountDownLatch(3);
        var wheel = new PacingWheel("pacer-test", Meters.NONE);
        var seat =
                wheel.register(
                        new Paced() {
                            @Override
                            public long run(long now) {
                                ran.countDown();
                                return now + 5_000_000;
                            }

                            @Override
                            public void failed(RuntimeException failure) {
                                throw failure;
                            }
                        });
        seat.wake();
        ran.await();

        seat.close();
        while (wheel.seats() > 0) {
            Thread.onSpinWait();
        }
        wheel.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("pacer-test"));
    }

    /// The call's thread cuts while the wheel's thread sends, at every moment it likes.
    @Test
    void nothing_stale_leaves_after_a_flush_however_the_threads_interleave() throws Exception {
        BlockingQueue<Input> told = new LinkedBlockingQueue<>();
        var voice = new FakeVoice();
        var leg = new FakeLeg(FakeLeg.clock(200, true, false), System::nanoTime);
        var wheel = new PacingWheel("pacer-test", Meters.NONE);
        var mouth =
                Mouth.open(
                        leg,
                        wheel,
                        voice,
                        FixedSentences.NONE,
                        told::add,
                        Tap.NONE,
                        new Spoken(System.nanoTime()),
                        MediaCounters.of(Meters.NONE));
        int rounds = 2000;
        for (int reply = 1; reply <= rounds; reply++) {
            mouth.speak(reply, 0, "one two three");
            voice.last().whole(30, reply);
            for (int spin = 0; spin < (reply % 37) * 200; spin++) {
                Thread.onSpinWait();
            }
            mouth.cut(reply);
            while (!(told.take() instanceof Input.Mouth.ReplyCut cut && cut.reply() == reply)) {
                Thread.onSpinWait();
            }
        }
        mouth.close();
        while (wheel.seats() > 0) {
            Thread.onSpinWait();
        }
        wheel.close();

        int newest = 0;
        int flushed = 0;
        for (var item : leg.sent) {
            if (item instanceof Sent.Flush) {
                flushed = newest;
            } else if (item instanceof Sent.Frame(long _, int value)) {
                assertThat(value).isGreaterThan(flushed);
                newest = value;
            }
        }
        assertThat(leg.only(Sent.Flush.class)).hasSizeGreaterThan(rounds / 10);
    }

    @Test
    void an_event_loop_keeps_its_wheel_and_loops_share_them_in_turn() throws Exception {
        try (var wheels = new PacingWheels(2, Meters.NONE)) {
            var mine = wheels.mine();
            BlockingQueue<PacingWheel> others = new LinkedBlockingQueue<>();
            Thread.ofPlatform().start(() -> others.add(wheels.mine())).join();
            Thread.ofVirtual().start(() -> others.add(wheels.mine())).join();

            assertThat(wheels.mine()).isSameAs(mine);
            assertThat(others.take()).isNotSameAs(mine);
            assertThat(others.take()).isSameAs(mine);
        }
    }
}
