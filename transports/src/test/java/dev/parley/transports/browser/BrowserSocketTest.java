package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.call.EndReason;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.compliance.Sensitive;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviEnd;
import dev.parley.sim.rtvi.RtviEvent;
import dev.parley.sim.rtvi.RtviFault;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviWire;
import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.sim.websocket.HandshakeRefused;
import dev.parley.transports.listen.SocketLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The socket against a strict client of its own wire code.
@Timeout(60)
class BrowserSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void client_hears_and_sees_a_whole_turn_by_the_rules(RtviWire wire) throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(heardBy(rig, wire))) {
            peer.events().await("bot-ready");
            var call = rig.desk.next();
            var opened = own(peer, "call");
            assertThat(opened.text("call_id")).isEqualTo("call-1");
            assertThat(opened.text("agent")).isEqualTo("garage");
            assertThat(opened.text("records")).isNotEmpty();
            assertThat(opened.data().has("resume")).isFalse();

            call.plan(1, "One two.", "Three.");
            call.sound(10);
            call.see(new Sight.SentenceBegan(1, 0));
            call.see(new Sight.Progress(1, 0, 3));
            call.sound(10);
            call.see(new Sight.SentenceBegan(1, 1));
            call.see(new Sight.SentenceHeard(1, 0));
            call.sound(5);
            call.see(new Sight.SentenceHeard(1, 1));
            call.see(new Sight.ReplyHeard(1));
            peer.events().await("bot-stopped-speaking");
            assertThat(peer.heard()).containsExactly("One two.", "Three.");
            assertThat(peer.soundMillis()).isEqualTo(500);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_a_cut_sentence_follows_the_interruption(RtviWire wire) throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(heardBy(rig, wire))) {
            var call = rig.desk.next();
            for (int reply = 1; reply <= 20; reply++) {
                call.plan(reply, "One two three.");
                call.sound(10);
                call.see(new Sight.SentenceBegan(reply, 0));
                call.see(new Sight.CallerBegan());
                call.sound(10);
                call.leg.flush();
                call.see(new Sight.ReplyCut(reply, 0, 7));
                call.see(new Sight.CallerEnded());
            }
            call.see(new Sight.Ended(EndReason.COMPLETED, "done"));
            own(peer, "ended");
            assertThat(peer.events().of("bot-interrupted")).hasSize(20);
            assertThat(peer.heard()).hasSize(20).containsOnly("One two");
            assertThat(peer.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 1", "44100, 1", "48000, 2"})
    void any_microphone_reaches_the_call_at_the_legs_rate(int rate, int channels) throws Exception {
        try (var rig = new BrowserRig();
                var peer =
                        RtviPeer.join(rig.binary().withMicrophone(rate, channels), new Speaker())) {
            var call = rig.desk.next();
            int samples = 0;
            int loudest = 0;
            while (samples < 12_000) {
                var sound = BrowserDesk.TestCall.within(call.sounds);
                samples += sound.samples();
                loudest = Math.max(loudest, sound.loudest());
            }
            assertThat(loudest).isBetween(5_000, 12_000);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void words_keys_and_requests_reach_the_call_or_are_answered() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary())) {
            var call = rig.desk.next();
            peer.write("next Tuesday");
            peer.write("by the way", false, true);
            peer.press("1#");
            assertThat(call.next()).isEqualTo("written next Tuesday true true");
            assertThat(call.next()).isEqualTo("written by the way false true");
            assertThat(call.next()).isEqualTo("key 1");
            assertThat(call.next()).isEqualTo("key #");
            assertThat(peer.request("call", null).data().at("/d/call_id").asText())
                    .isEqualTo(call.id);
            assertThat(peer.request("nonsense", null).type()).isEqualTo("error-response");
            assertThat(peer.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.2.0, 1.2.0", "2.1.0, 2.2.0", "3.0.0, 2.2.0", "two, 2.2.0"})
    void version_is_answered_by_the_rules(String asked, String answered) throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary().asVersion(asked))) {
            assertThat(peer.events().await("bot-ready").text("version")).isEqualTo(answered);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TRUNCATED_VARINT, GARBAGE",
        "LYING_LENGTH, GARBAGE",
        "EMPTY_MESSAGE, FOREIGN_MESSAGE",
        "GARBAGE, GARBAGE",
        "FOREIGN_LABEL, FOREIGN_MESSAGE",
        "UNKNOWN_TYPE, UNKNOWN_TYPE",
        "MISSING_ID, NO_ID",
        "BAD_FIELDS, BAD_MESSAGE",
        "SECOND_CLIENT_READY, SECOND_CLIENT_READY",
        "ONE_MEGABYTE, UNKNOWN_TYPE",
        "ODD_BYTES, BAD_SOUND",
        "IMPOSSIBLE_SOUND, BAD_SOUND",
        "DEEP_JSON, GARBAGE",
        "WRONG_WIRE, WRONG_WIRE"
    })
    void message_nobody_can_use_is_counted_and_the_call_goes_on(
            RtviFault deed, BrowserFault counted) throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary())) {
            var call = rig.desk.next();
            peer.commit(deed);
            peer.press("5");
            assertThat(call.next()).isEqualTo("key 5");
            assertThat(rig.meters.of(counted)).isPositive();
            assertThat(peer.closed()).isNotDone();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OVERSIZED_IN_PIECES, TOO_LARGE, PROTOCOL_ERROR",
        "FLOOD_OF_SOUND, FLOOD, PROTOCOL_ERROR",
        "FLOOD_OF_MESSAGES, FLOOD, PROTOCOL_ERROR",
        "BROKEN_FRAME, BAD_FRAME, PROTOCOL_ERROR",
        "VANISH, VANISHED, LOST"
    })
    void breach_ends_that_call_alone(RtviFault deed, BrowserFault counted, String end)
            throws Exception {
        try (var rig = new BrowserRig();
                var bystander = rig.join(rig.binary())) {
            var other = rig.desk.next();
            try (var peer = rig.join(rig.binary())) {
                var call = rig.desk.next();
                peer.commit(deed);
                assertThat(call.next()).isEqualTo("ended " + end);
                assertThat(rig.meters.of(counted)).isEqualTo(1);
            }
            bystander.press("1");
            assertThat(other.next()).isEqualTo("key 1");
        }
    }

    @Test
    void third_message_of_the_other_wire_ends_the_session() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.text())) {
            var call = rig.desk.next();
            for (int i = 0; i < 3; i++) {
                peer.commit(RtviFault.WRONG_WIRE);
            }
            assertThat(call.next()).isEqualTo("ended PROTOCOL_ERROR");
            assertThat(endOf(peer)).isNotInstanceOf(RtviEnd.Lost.class);
            assertThat(peer.events().of("error")).hasSize(3);
        }
    }

    @Test
    void client_that_says_nothing_but_answers_pings_is_there() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary())) {
            var call = rig.desk.next();
            peer.commit(RtviFault.FREEZE);
            assertThat(call.told.poll(4, TimeUnit.SECONDS)).isNull();
            assertThat(peer.closed()).isNotDone();
        }
    }

    @Test
    void client_that_stops_reading_is_given_up() throws Exception {
        // A client that a loaded machine keeps from sending must not be given up as silent first.
        var patient =
                new SocketLimits(
                        (1 << 20) + 4096,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500),
                        2_000);
        try (var rig = new BrowserRig(BrowserRig.quick(false, patient));
                var peer = rig.join(rig.binary().withReceiveBuffer(4096))) {
            var call = rig.desk.next();
            peer.commit(RtviFault.STOP_READING);
            while (call.told.isEmpty()) {
                call.sound(1);
                TimeUnit.MICROSECONDS.sleep(200);
            }
            assertThat(call.next()).isEqualTo("ended LOST");
            assertThat(rig.meters.of(BrowserFault.STOPPED_READING)).isEqualTo(1);
        }
    }

    @Test
    void socket_that_never_gets_ready_is_closed_and_no_call_begins() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary().breaking(RtviFault.NO_CLIENT_READY))) {
            assertThat(endOf(peer)).isEqualTo(new RtviEnd.ClosedByServer(1008, "no-client-ready"));
            assertThat(rig.desk.sawNoCall()).isTrue();
        }
    }

    @Test
    void declined_client_is_told_why() throws Exception {
        try (var rig = new BrowserRig()) {
            rig.desk.declineAll("full");
            try (var peer = rig.join(rig.binary())) {
                assertThat(peer.events().await("error").text("error")).contains("full");
                assertThat(endOf(peer)).isNotInstanceOf(RtviEnd.Lost.class);
            }
        }
    }

    @Test
    void start_gives_one_socket_to_pages_of_our_own_or_listed() throws Exception {
        try (var rig = new BrowserRig(true, 1)) {
            var body = "{\"body\":{\"agent\":\"garage\",\"caller\":\"+15550100\"}}";
            var start = RtviStart.post(rig.http("/rtvi/start"), body, BrowserRig.ALLOWED);
            try (var peer = rig.join(start.call(RtviWire.BINARY))) {
                peer.events().await("bot-ready");
                var offer = rig.desk.next().offer;
                assertThat(offer.agent()).isEqualTo("garage");
                assertThat(offer.from().reveal()).isEqualTo("+15550100");
            }
            assertRefused(rig, start.call(RtviWire.BINARY), 403);
            assertThat(rig.meters.refused("token-spent")).isEqualTo(1);
            assertRefused(rig, rig.binary(), 403);
            assertThatThrownBy(() ->
                            RtviStart.post(
                                    rig.http("/rtvi/start"), body, "https://foreign.example"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("403");
            assertThatThrownBy(() -> RtviStart.post(rig.http("/rtvi/start"), "[]", ""))
                    .hasMessageContaining("400 body: expected a JSON object");
            assertThatThrownBy(() ->
                            RtviStart.post(rig.http("/rtvi/start"), "{\"agent\":\"<b>\"}", ""))
                    .hasMessageContaining("400 agent");
        }
    }

    @Test
    void socket_of_a_foreign_page_is_refused_on_both_paths() throws Exception {
        try (var rig = new BrowserRig()) {
            assertRefused(rig, rig.binary().withHeader("Origin", "https://foreign.example"), 403);
            assertRefused(
                    rig,
                    RtviCall.text(rig.url("/ws")).withHeader("Origin", "https://foreign.example"),
                    403);
            assertThat(rig.meters.of(BrowserFault.GARBAGE)).isZero();
        }
    }

    @Test
    void one_path_serves_both_protocols_by_their_first_message() throws Exception {
        try (var rig = new BrowserRig();
                var text = rig.join(RtviCall.text(rig.url("/ws")));
                var binary = rig.join(RtviCall.binary(rig.url("/ws")))) {
            assertThat(rig.desk.next().offer.transport()).isEqualTo("browser");
            assertThat(rig.desk.next().offer.transport()).isEqualTo("browser");
            text.events().await("bot-ready");
            binary.events().await("bot-ready");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void client_that_vanished_comes_back_to_its_call(int loops) throws Exception {
        try (var rig = new BrowserRig(false, loops)) {
            var asked = rig.binary().with("resumable", "1");
            BrowserDesk.TestCall call;
            String resume;
            try (var peer = rig.join(asked)) {
                call = rig.desk.next();
                resume = own(peer, "call").text("resume");
                call.plan(1, "One two three.");
                call.sound(5);
                call.see(new Sight.SentenceBegan(1, 0));
                peer.events().await("bot-output");
                peer.commit(RtviFault.VANISH);
            }
            assertThat(call.next()).isEqualTo("away");
            call.sound(5);
            call.leg.flush();
            call.see(new Sight.ReplyCut(1, 0, 3));
            try (var peer = rig.join(rig.binary().with("resume", resume))) {
                assertThat(own(peer, "call").data().path("resumed").asBoolean()).isTrue();
                assertThat(call.next()).isEqualTo("back");
                call.plan(2, "Two three.");
                call.sound(5);
                call.see(new Sight.SentenceBegan(2, 0));
                call.see(new Sight.SentenceHeard(2, 0));
                call.see(new Sight.ReplyHeard(2));
                peer.events().await("bot-stopped-speaking");
                peer.press("7");
                assertThat(call.next()).isEqualTo("key 7");
                assertThat(peer.heard()).containsExactly("Two three.");
                assertThat(peer.violations()).isEmpty();
                assertThat(rig.desk.sawNoCall()).isTrue();

                call.leg.hangUp(EndReason.COMPLETED);
                assertThat(endOf(peer)).isEqualTo(new RtviEnd.ClosedByServer(1000, "hung up"));
                assertThat(call.next()).isEqualTo("ended HUNG_UP");
            }
            assertRefused(rig, rig.binary().with("resume", resume), 410);
        }
    }

    @Test
    void call_whose_client_does_not_come_back_is_lost() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary().with("resumable", "1"))) {
            var call = rig.desk.next();
            peer.commit(RtviFault.VANISH);
            assertThat(call.next()).isEqualTo("away");
            assertThat(call.next()).isEqualTo("ended LOST");
        }
    }

    @Test
    void second_socket_takes_over_and_the_first_is_told() throws Exception {
        try (var rig = new BrowserRig();
                var first = rig.join(rig.binary().with("resumable", "1"))) {
            var call = rig.desk.next();
            var resume = own(first, "call").text("resume");
            try (var second = rig.join(rig.text().with("resume", resume))) {
                second.events().await("bot-ready");
                assertThat(endOf(first)).isEqualTo(new RtviEnd.ClosedByServer(4001, "taken over"));
                assertThat(call.next()).isEqualTo("away");
                assertThat(call.next()).isEqualTo("back");
                second.leave();
                assertThat(call.next()).isEqualTo("ended HUNG_UP");
            }
        }
    }

    @Test
    void dismissed_agent_finishes_what_it_says() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.binary())) {
            var call = rig.desk.next();
            call.plan(1, "Goodbye.");
            call.sound(5);
            call.see(new Sight.SentenceBegan(1, 0));
            peer.events().await("bot-output");
            peer.dismiss();
            peer.press("1");
            assertThat(peer.request("ping", null).type()).isEqualTo("server-response");
            assertThat(call.told).isEmpty();
            call.see(new Sight.SentenceHeard(1, 0));
            call.see(new Sight.ReplyHeard(1));
            assertThat(endOf(peer)).isEqualTo(new RtviEnd.ClosedByServer(1000, "bye"));
            assertThat(call.next()).isEqualTo("ended HUNG_UP");
        }
    }

    @Test
    void talk_key_reaches_the_call() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.text())) {
            var call = rig.desk.next();
            var open = JsonNodeFactory.instance.objectNode().put("open", true);
            assertThat(peer.request("turn", open).type()).isEqualTo("server-response");
            assertThat(peer.request("turn", open.deepCopy().put("open", false)).type())
                    .isEqualTo("server-response");
            assertThat(call.next()).isEqualTo("turn opened");
            assertThat(call.next()).isEqualTo("turn closed");
            assertThat(peer.request("turn", open.deepCopy().put("open", "x")).type())
                    .isEqualTo("error-response");
        }
    }

    @Test
    void words_only_means_no_sound_at_all() throws Exception {
        try (var rig = new BrowserRig();
                var peer = rig.join(rig.text().with("skip_tts", "true"))) {
            var call = rig.desk.next();
            assertThat(call.leg.isTextOnly()).isTrue();
            call.see(new Sight.CallerSaid(1, Sensitive.of("hello"), true));
            call.plan(1, "Good day.");
            var output = peer.events().await("bot-output");
            assertThat(output.data().path("will_be_spoken").asBoolean(true)).isFalse();
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void three_hundred_idle_sockets_keep_nobody_waiting() throws Exception {
        List<RtviPeer> idle = new ArrayList<>();
        try (var rig = new BrowserRig()) {
            for (int i = 0; i < 300; i++) {
                idle.add(rig.join(rig.binary().breaking(RtviFault.NO_CLIENT_READY)));
            }
            try (var peer = rig.join(rig.binary());
                    var phone =
                            TwilioPeer.call(
                                    PeerCall.to(rig.url("/api/v1/voice/media-stream")),
                                    CallerSide.SILENT)) {
                peer.events().await("bot-ready");
                rig.desk.next();
                assertThat(phone.closed()).isNotDone();
            }
        } finally {
            idle.forEach(RtviPeer::close);
        }
    }

    private static RtviCall heardBy(BrowserRig rig, RtviWire wire) {
        return switch (wire) {
            case BINARY -> rig.binary();
            case TEXT -> rig.text().with("capture_bot_audio", "true");
        };
    }

    private static void assertRefused(BrowserRig rig, RtviCall call, int status) {
        assertThatThrownBy(() -> rig.join(call))
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    /// The first of Parley's own messages of this name.
    private static RtviEvent own(RtviPeer peer, String name)
            throws InterruptedException, TimeoutException {
        return peer.events()
                .await(
                        0,
                        event ->
                                event.type().equals("server-message")
                                        && nameOf(event.data()).equals(name),
                        PATIENCE);
    }

    private static String nameOf(JsonNode data) {
        return data.path("parley").asText();
    }

    private static RtviEnd endOf(RtviPeer peer) throws Exception {
        return peer.closed().get(20, TimeUnit.SECONDS);
    }
}
