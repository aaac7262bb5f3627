package dev.parley.sim.vendor.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sim.vendor.RawSocket;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.VendorScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FluxTest {
    private static final String QUERY =
            "model=flux-general-en&encoding=linear16&sample_rate=16000&eot_threshold=0.8&eager_eot_threshold=0.4";
    private static final String SCRIPT =
            """
            hears:
              utterances:
                - I need a brake check
                - {say: tomorrow at nine, resumes: true}
            """;

    private final Vendors vendors = Vendors.start(VendorScript.parse(SCRIPT));

    @AfterEach
    void close() {
        vendors.close();
    }

    private RawSocket open(String query) {
        return new RawSocket(
                vendors.socketUrl("deepgram") + "/v2/listen?" + query,
                "Authorization",
                "Token sim-key");
    }

    private static byte[] spoken(int millis) {
        return Coding.LINEAR16.encode(ToneSpeech.utterance(1, millis, 16_000));
    }

    private static byte[] silence(int millis) {
        return new byte[millis * 32];
    }

    private static List<JsonNode> turn(RawSocket socket) throws InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        while (events.isEmpty() || !events.getLast().path("event").asText().equals("EndOfTurn")) {
            var info = socket.next("TurnInfo");
            if (!info.path("event").asText().equals("Update")) {
                events.add(info);
            }
        }
        return events;
    }

    private static List<String> names(List<JsonNode> events) {
        return events.stream().map(event -> event.path("event").asText()).toList();
    }

    @Test
    void turns_come_in_the_order_of_the_protocol() throws Exception {
        try (var socket = open(QUERY)) {
            assertThat(socket.next("Connected").path("sequence_id").asInt()).isZero();
            socket.bytes(silence(500)).bytes(spoken(1_500)).bytes(silence(800));
            var first = turn(socket);
            assertThat(names(first)).containsExactly("StartOfTurn", "EagerEndOfTurn", "EndOfTurn");
            assertThat(first.get(2).path("transcript").asText()).isEqualTo("I need a brake check");
            assertThat(first.get(1).path("transcript")).isEqualTo(first.get(2).path("transcript"));
            assertThat(first.get(2).path("trigger").asText()).isEqualTo("model");
            socket.bytes(spoken(1_200)).bytes(silence(800));
            var second = turn(socket);
            assertThat(names(second))
                    .containsExactly(
                            "StartOfTurn",
                            "EagerEndOfTurn",
                            "TurnResumed",
                            "EagerEndOfTurn",
                            "EndOfTurn");
            assertThat(second.getFirst().path("turn_index").asInt()).isEqualTo(1);
            socket.text("{\"type\":\"CloseStream\"}");
            assertThat(socket.end().code()).isEqualTo(1000);
        }
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void thresholds_change_and_wrong_ones_fail() throws Exception {
        try (var socket = open(QUERY)) {
            socket.text("{\"type\":\"Configure\",\"thresholds\":{\"eot_threshold\":0.9}}");
            assertThat(socket.next("ConfigureSuccess").at("/thresholds/eot_threshold").asDouble())
                    .isEqualTo(0.9);
            socket.text("{\"type\":\"Configure\",\"thresholds\":{\"eot_timeout_ms\":1}}");
            assertThat(socket.next("ConfigureFailure").path("description").asText())
                    .contains("eot_timeout_ms");
        }
    }

    @Test
    void turn_can_be_ended_by_force() throws Exception {
        try (var socket = open(QUERY)) {
            socket.text("{\"type\":\"ForceEndTurn\"}");
            assertThat(socket.next("Warning").path("code").asText())
                    .isEqualTo("FORCE_END_TURN_NO_ACTIVE_TURN");
            socket.bytes(spoken(900)).text("{\"type\":\"ForceEndTurn\"}");
            assertThat(turn(socket).getLast().path("trigger").asText()).isEqualTo("manual");
        }
    }

    @Test
    void keep_alive_is_no_message_of_this_version() throws Exception {
        try (var socket = open(QUERY)) {
            socket.text("{\"type\":\"KeepAlive\"}");
            assertThat(socket.next("Error").path("code").asText())
                    .isEqualTo("UNPARSABLE_CLIENT_MESSAGE");
            assertThat(socket.end().code()).isEqualTo(1008);
        }
        assertThat(vendors.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model=nova-3&encoding=linear16&sample_rate=16000",
                "model=flux-general-en&encoding=linear16&sample_rate=16000&interim_results=true",
                "model=flux-general-en&encoding=linear16&sample_rate=16000&eot_threshold=0.5&eager_eot_threshold=0.8",
                "model=flux-general-en&encoding=linear16&sample_rate=11025",
                "model=flux-general-en&encoding=linear16&sample_rate=16000&language_hint=de"
            })
    void wrong_query_is_refused(String query) {
        var answer =
                RawSocket.refused(
                        vendors.socketUrl("deepgram") + "/v2/listen?" + query,
                        "Authorization",
                        "Token sim-key");
        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
