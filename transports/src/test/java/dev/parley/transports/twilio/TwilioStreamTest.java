package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.transports.listen.FaultLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages by hand, without a network.
class TwilioStreamTest {
    private static final String START =
            "{\"event\":\"start\",\"streamSid\":\"MZ1\",\"start\":{\"callSid\":\"CA1\",\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":\"8000\",\"channels\":\"1\"}}}";

    private final CountingMeters meters = new CountingMeters();
    private final TestDesk desk = new TestDesk();
    private final List<String> closed = new ArrayList<>();
    private final TwilioStream stream =
            new TwilioStream(
                    new ClosingWire(),
                    new TwilioStream.Parts(
                            TwilioSettings.defaults(),
                            desk,
                            new FaultLog<>("twilio", MediaFault.class, meters),
                            _ -> {},
                            () -> 0,
                            new MessageReader(),
                            new MediaScanner()));

    @Test
    void media_format_may_be_written_as_text() throws Exception {
        started();
        assertThat(desk.next().offer.carrierCallId()).isEqualTo("CA1");
    }

    @Test
    void sound_of_another_track_is_ignored() throws Exception {
        started();
        var call = desk.next();
        say(
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"track\":\"outbound\",\"timestamp\":\"0\",\"payload\":\"AAAA\"}}");
        assertThat(call.mediaMillis).isEmpty();
        assertThat(meters.of(MediaFault.FOREIGN_TRACK)).isEqualTo(1);
    }

    @Test
    void sound_without_a_timestamp_is_counted() throws Exception {
        started();
        var call = desk.next();
        for (int i = 0; i < 3; i++) {
            say(
                    "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}}");
        }
        assertThat(call.mediaMillis).containsExactly(0L, 2L, 4L);
        assertThat(meters.of(MediaFault.BAD_TIMESTAMP)).isEqualTo(3);
    }

    @Test
    void key_that_no_phone_has_is_dropped() throws Exception {
        started();
        var call = desk.next();
        for (var digit : List.of("", "12", "E", "ä")) {
            say(
                    "{\"event\":\"dtmf\",\"streamSid\":\"MZ1\",\"dtmf\":{\"digit\":\""
                            + digit
                            + "\"}}");
        }
        assertThat(call.keys).isEmpty();
        assertThat(meters.of(MediaFault.BAD_KEY)).isEqualTo(4);
    }

    @Test
    void ids_that_could_break_our_own_messages_are_refused() {
        say(START.replace("\"MZ1\"", "\"MZ\\\"1\""));
        assertThat(closed).containsExactly("1002 bad-start");
        assertThat(desk.sawNoCall()).isTrue();
    }

    @Test
    void stop_ends_the_call_once_and_nothing_follows() throws Exception {
        started();
        var call = desk.next();
        say("{\"event\":\"stop\",\"streamSid\":\"MZ1\",\"stop\":{}}");
        say(
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"timestamp\":\"0\",\"payload\":\"AAAA\"}}");
        stream.closed(false);
        assertThat(call.ends).containsExactly(LegEnd.HUNG_UP);
        assertThat(closed).containsExactly("1000 stopped");
        assertThat(meters.of(MediaFault.VANISHED)).isZero();
    }

    @Test
    @Timeout(30)
    void desk_that_throws_ends_that_call_alone() throws Exception {
        var broken =
                new TestDesk(_ -> {
                    throw new IllegalStateException("broken on purpose");
                });
        try (var rig = new Rig(broken);
                var peer = rig.place(rig.call())) {
            assertThat(Rig.endOf(peer)).isEqualTo(new PeerEnd.ClosedByServer(1011, "internal"));
            assertThat(rig.meters.of(MediaFault.INTERNAL)).isEqualTo(1);
        }
    }

    private void started() {
        say("{\"event\":\"connected\"}");
        say(START);
    }

    private void say(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        stream.text(bytes, bytes.length);
    }

    private final class ClosingWire implements Wire {
        @Override
        public void media(String message, int epoch) {}

        @Override
        public void text(String message) {}

        @Override
        public void close(int code, String reason) {
            closed.add(code + " " + reason);
        }

        @Override
        public void voidBefore(int epoch) {}

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
