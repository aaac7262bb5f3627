package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.EndReason;
import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.PeerFault;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.transports.listen.ListenSettings;
import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Routes;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TwilioTransportTest {

    @Test
    void start_becomes_an_offer_with_agent_and_numbers() throws Exception {
        try (var rig = new Rig();
                var peer =
                        rig.place(
                                rig.call()
                                        .with("agent", "garage")
                                        .with("From", "+15550100")
                                        .with("To", "+15550199")
                                        .with("token", "t-1"))) {
            var offer = rig.desk.next().offer;
            assertThat(offer.transport()).isEqualTo("twilio");
            assertThat(offer.agent()).isEqualTo("garage");
            assertThat(offer.from().reveal()).isEqualTo("+15550100");
            assertThat(offer.to()).isEqualTo("+15550199");
            assertThat(offer.parameters()).containsOnlyKeys("token");
            assertThat(offer.toString()).doesNotContain("15550100");
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void sound_arrives_frame_by_frame_with_the_carriers_time() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(5);
            assertThat(call.mediaMillis.subList(0, 5)).containsExactly(0L, 20L, 40L, 60L, 80L);
            assertThat(rig.meters.of(MediaFault.BAD_TIMESTAMP)).isZero();
            peer.hangUp();
            assertThat(call.end()).isEqualTo(LegEnd.HUNG_UP);
        }
    }

    @Test
    void numbers_as_json_numbers_and_blanks_between_tokens_are_read_too() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().breaking(PeerFault.OTHER_JSON_STYLE))) {
            var call = rig.desk.next();
            call.awaitFrames(3);
            assertThat(call.mediaMillis.subList(0, 3)).containsExactly(0L, 20L, 40L);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void caller_hears_what_was_sent_and_marks_come_back_in_order() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            var sound = new byte[160];
            Arrays.fill(sound, (byte) 0x55);
            call.leg.mark(1);
            call.leg.send(sound, 0, 160);
            call.leg.mark(2);
            call.leg.send(sound, 80, 80);
            call.leg.mark(3);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(1);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(2);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(3);
            int heard = 0;
            for (byte code : peer.recording().agent()) {
                heard += code == 0x55 ? 1 : 0;
            }
            assertThat(heard).isEqualTo(240);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void marks_that_were_outstanding_at_a_flush_are_never_played() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.leg.send(new byte[8000], 0, 8000);
            call.leg.mark(1);
            call.leg.flush();
            call.leg.mark(2);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(2);
            assertThat(peer.clears()).isEqualTo(1);
            assertThat(peer.bufferedMillis()).isZero();
            assertThat(peer.violations()).isEmpty();
            assertThat(rig.meters.of(MediaFault.UNKNOWN_MARK)).isZero();
        }
    }

    @Test
    void keys_reach_the_call() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            peer.press('5');
            peer.press('#');
            assertThat(TestDesk.TestCall.within(call.keys)).isEqualTo('5');
            assertThat(TestDesk.TestCall.within(call.keys)).isEqualTo('#');
        }
    }

    @Test
    void hanging_up_closes_the_socket_behind_what_was_sent() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.leg.send(new byte[160], 0, 160);
            call.leg.hangUp(EndReason.COMPLETED);
            assertThat(Rig.endOf(peer)).isEqualTo(new PeerEnd.ClosedByServer(1000, "hung up"));
            assertThat(call.end()).isEqualTo(LegEnd.HUNG_UP);
            call.leg.hangUp(EndReason.COMPLETED);
            call.leg.mark(1);
            call.leg.flush();
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void declined_call_is_closed_at_once_with_the_reason() throws Exception {
        try (var rig = new Rig()) {
            rig.desk.declineAll("full");
            try (var peer = rig.place(rig.call())) {
                assertThat(Rig.endOf(peer))
                        .isEqualTo(new PeerEnd.ClosedByServer(1013, "declined: full"));
            }
            rig.desk.declineAll("unknown-agent");
            try (var peer = rig.place(rig.call())) {
                assertThat(Rig.endOf(peer))
                        .isEqualTo(new PeerEnd.ClosedByServer(1008, "declined: unknown-agent"));
            }
        }
    }

    @Test
    void alias_path_works_and_others_are_refused() throws Exception {
        try (var rig = new Rig()) {
            try (var peer = rig.place(PeerCall.to(rig.url("/ws")))) {
                assertThat(rig.desk.next().offer.carrierCallId()).startsWith("CA");
                assertThat(peer.violations()).isEmpty();
            }
            assertThatThrownBy(() -> rig.place(PeerCall.to(rig.url("/other"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
            assertThat(rig.meters.of(Metric.MEDIA_SOCKETS_REFUSED, "none", "path")).isEqualTo(1);
        }
    }

    @Test
    void draining_refuses_new_sockets_and_lets_open_calls_go_on() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            rig.listener.drain();
            assertThatThrownBy(() -> rig.place(rig.call())).hasMessageContaining("503");
            call.awaitFrames(3);
            assertThat(peer.closed()).isNotDone();
        }
    }

    @Test
    void closing_the_transport_tells_open_sockets() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            rig.listener.close();
            assertThat(Rig.endOf(peer)).isEqualTo(new PeerEnd.ClosedByServer(1001, "server stops"));
            assertThat(call.end()).isEqualTo(LegEnd.HUNG_UP);
        }
    }

    @Test
    void calls_are_spread_over_the_event_loops() throws Exception {
        var desk = new TestDesk();
        var asked = new ConcurrentLinkedQueue<Integer>();
        var transport =
                new TwilioTransport(
                        Rig.quick(),
                        loop -> {
                            asked.add(loop);
                            return desk;
                        },
                        Meters.NONE);
        try (var listener =
                new Listener(
                        new ListenSettings("127.0.0.1", 0, 2, Optional.empty()),
                        Routes.of(transport),
                        Meters.NONE)) {
            int port = listener.start();
            var url = URI.create("ws://127.0.0.1:" + port + "/ws");
            try (var one = TwilioPeer.call(PeerCall.to(url), CallerSide.SILENT);
                    var two = TwilioPeer.call(PeerCall.to(url), CallerSide.SILENT)) {
                desk.next().awaitFrames(2);
                desk.next().awaitFrames(2);
                assertThat(one.closed()).isNotDone();
                assertThat(two.closed()).isNotDone();
            }
        }
        assertThat(asked).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void taken_port_is_named_with_a_remedy() {
        try (var rig = new Rig();
                var second =
                        new Listener(
                                ListenSettings.on("127.0.0.1", rig.listener.port()),
                                Routes.of(new TwilioTransport(Rig.quick(), rig.desk, Meters.NONE)),
                                Meters.NONE)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + rig.listener.port())
                    .hasMessageContaining("choose another port");
        }
    }
}
