package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TwilioLegTest {
    private final AtomicLong clock = new AtomicLong();
    private final RecordingWire wire = new RecordingWire();
    private int stuck;
    private final TwilioLeg leg =
            new TwilioLeg(
                    wire,
                    "MZ1",
                    clock::get,
                    Duration.ofSeconds(5),
                    Meters.NONE.counter(Metric.MEDIA_FRAMES_UNSENT, "twilio"),
                    () -> stuck++,
                    _ -> {});

    @Test
    void messages_are_exactly_twilios() {
        leg.send(new byte[] {9, 0, 0, 0, 9}, 1, 3);
        leg.mark(7);
        leg.flush();
        assertThat(wire.sent)
                .containsExactly(
                        "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"AAAA\"}}",
                        "{\"event\":\"mark\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"0-7\"}}",
                        "{\"event\":\"clear\",\"streamSid\":\"MZ1\"}");
    }

    @Test
    void echo_counts_once_and_only_in_its_own_epoch() {
        leg.mark(1);
        leg.mark(2);
        assertThat(leg.echoed("0-2")).isEqualTo(new TwilioLeg.Echo.Played(2));
        assertThat(leg.echoed("0-2")).isInstanceOf(TwilioLeg.Echo.Unknown.class);
        leg.mark(3);
        leg.flush();
        assertThat(leg.echoed("0-3")).isInstanceOf(TwilioLeg.Echo.Voided.class);
        leg.mark(4);
        assertThat(leg.echoed("1-4")).isEqualTo(new TwilioLeg.Echo.Played(4));
    }

    @Test
    void echo_of_a_mark_never_sent_is_unknown() {
        leg.mark(1);
        for (var name :
                List.of("0-2", "1-1", "", "-", "0-", "-1", "x", "0-1-1", "0-9999999999999999999")) {
            assertThat(leg.echoed(name)).as(name).isInstanceOf(TwilioLeg.Echo.Unknown.class);
        }
    }

    @Test
    void flush_voids_sound_that_has_not_left_yet() {
        leg.send(new byte[160], 0, 160);
        leg.flush();
        leg.send(new byte[160], 0, 160);
        assertThat(wire.voidedBefore).isEqualTo(1);
        assertThat(wire.epochs).containsExactly(0, 1);
    }

    @Test
    void connection_full_for_longer_than_the_limit_is_stuck() {
        wire.full = true;
        assertThat(leg.send(new byte[160], 0, 160)).isFalse();
        clock.set(Duration.ofSeconds(4).toNanos());
        assertThat(leg.send(new byte[160], 0, 160)).isFalse();
        wire.full = false;
        assertThat(leg.send(new byte[160], 0, 160)).isTrue();
        wire.full = true;
        clock.set(Duration.ofSeconds(8).toNanos());
        leg.send(new byte[160], 0, 160);
        assertThat(stuck).isZero();
        clock.set(Duration.ofSeconds(14).toNanos());
        leg.send(new byte[160], 0, 160);
        assertThat(stuck).isEqualTo(1);
    }

    private static final class RecordingWire implements Wire {
        private final List<String> sent = new ArrayList<>();
        private final List<Integer> epochs = new ArrayList<>();
        private int voidedBefore;
        private boolean full;

        @Override
        public void media(String message, int epoch) {
            sent.add(message);
            epochs.add(epoch);
        }

        @Override
        public void text(String message) {
            sent.add(message);
        }

        @Override
        public void close(int code, String reason) {
            sent.add("close " + code);
        }

        @Override
        public void voidBefore(int epoch) {
            voidedBefore = epoch;
        }

        @Override
        public boolean isFull() {
            return full;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
