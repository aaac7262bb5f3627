package dev.parley.sim.vendor.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sim.vendor.RawSocket;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.VendorScript;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenTest {
    private static final String QUERY =
            "model=nova-3&encoding=mulaw&sample_rate=8000&interim_results=true&endpointing=300&utterance_end_ms=1000&vad_events=true";
    private static final String SCRIPT =
            """
            hears:
              by: tone
              millis-per-word: 300
              utterances:
                - I need a brake check
                - Grüße from Łódź today
            """;

    private final Vendors vendors = Vendors.start(VendorScript.parse(SCRIPT));

    @AfterEach
    void close() {
        vendors.close();
    }

    private RawSocket open(String query) {
        return new RawSocket(
                vendors.socketUrl("deepgram") + "/v1/listen?" + query,
                "Authorization",
                "Token sim-key");
    }

    private static byte[] spoken(int n, int millis) {
        return Coding.MULAW.encode(ToneSpeech.utterance(n, millis, 8_000));
    }

    private static byte[] silence(int millis) {
        return Coding.MULAW.encode(new short[millis * 8]);
    }

    private static String transcript(JsonNode results) {
        return results.at("/channel/alternatives/0/transcript").asText();
    }

    private static JsonNode finalResults(RawSocket socket) throws InterruptedException {
        while (true) {
            var results = socket.next("Results");
            if (results.path("is_final").asBoolean()) {
                return results;
            }
        }
    }

    @Test
    void utterance_comes_as_started_interim_final_and_ended() throws Exception {
        try (var socket = open(QUERY)) {
            socket.bytes(silence(500)).bytes(spoken(1, 1_500)).bytes(silence(1_500));
            var all = socket.until("UtteranceEnd");
            assertThat(all.getFirst().path("type").asText()).isEqualTo("SpeechStarted");
            assertThat(all.getFirst().path("timestamp").asDouble()).isEqualTo(0.5);
            var results = all.subList(1, all.size() - 1);
            assertThat(transcript(results.getFirst())).isEqualTo("I");
            assertThat(results.getFirst().path("is_final").asBoolean()).isFalse();
            var last = results.getLast();
            assertThat(last.path("is_final").asBoolean()).isTrue();
            assertThat(last.path("speech_final").asBoolean()).isTrue();
            assertThat(transcript(last)).isEqualTo("I need a brake check");
            assertThat(last.path("start").asDouble()).isEqualTo(0.5);
            assertThat(last.at("/channel/alternatives/0/words/4/end").asDouble()).isEqualTo(2.0);
            assertThat(all.getLast().path("last_word_end").asDouble()).isEqualTo(2.0);
        }
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void half_of_the_sound_is_half_of_the_words() throws Exception {
        try (var socket = open(QUERY)) {
            socket.bytes(spoken(1, 600)).bytes(silence(400));
            assertThat(transcript(finalResults(socket))).isEqualTo("I need");
        }
    }

    @Test
    void finalize_answers_at_once_and_close_stream_ends_with_metadata() throws Exception {
        try (var socket = open(QUERY)) {
            socket.bytes(spoken(1, 900)).text("{\"type\":\"Finalize\"}");
            var results = finalResults(socket);
            assertThat(results.path("from_finalize").asBoolean()).isTrue();
            assertThat(transcript(results)).isEqualTo("I need a");
            socket.text("{\"type\":\"CloseStream\"}");
            assertThat(socket.next("Metadata").path("duration").asDouble()).isEqualTo(0.9);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1000, ""));
        }
        assertThat(vendors.requests("deepgram").getFirst().texts())
                .containsExactly("{\"type\":\"Finalize\"}", "{\"type\":\"CloseStream\"}");
        assertThat(vendors.requests("deepgram").getFirst().audioBytes()).isEqualTo(7_200);
    }

    @Test
    void client_that_sends_nothing_is_closed_with_net_0001() throws Exception {
        vendors.script(vendors.script().with(Delay.DEEPGRAM_SILENCE, Duration.ofMillis(50)));
        try (var socket = open(QUERY)) {
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1011, "NET-0001"));
        }
        assertThat(vendors.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"Finalise\"}", "no json", "[]"})
    void message_that_is_none_closes(String message) throws Exception {
        try (var socket = open(QUERY)) {
            socket.text(message);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1008, "DATA-0000"));
        }
        assertThat(vendors.violations()).hasSize(1);
    }

    @Test
    void empty_frame_closes_like_close_stream_and_is_a_violation() throws Exception {
        try (var socket = open(QUERY)) {
            socket.bytes(new byte[0]);
            assertThat(socket.end().code()).isEqualTo(1000);
        }
        assertThat(vendors.violations().getFirst().rule()).isEqualTo("empty-frame");
    }

    private HttpResponse<?> refusal(String query, String key) {
        return RawSocket.refused(
                vendors.socketUrl("deepgram") + "/v1/listen?" + query,
                "Authorization",
                "Token " + key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encoding=mulaw&sample_rate=8000 | model: required",
                "model=nova-3&encoding=mulaw | encoding and sample_rate go together",
                "model=nova-3&encoding=mulaw&sample_rate=8000&colour=red | Invalid query parameter:"
                        + " colour",
                "model=nova-3&encoding=mulaw&sample_rate=8000&utterance_end_ms=1000 |"
                        + " utterance_end_ms needs interim_results=true",
                "model=nova-3&encoding=mulaw&sample_rate=8000&punctuate=yes | punctuate: expected"
                        + " true or false",
                "model=nova-3&encoding=mulaw&sample_rate=8000&keywords=a | keywords is not"
                        + " supported by nova-3; use keyterm",
                "model=flux-general-en&encoding=mulaw&sample_rate=8000 | model: flux-general-en"
                        + " needs /v2/listen"
            })
    void wrong_query_is_refused_with_the_reason_in_a_header(String query, String reason) {
        var answer = refusal(query, "sim-key");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("dg-error")).hasValue(reason);
        assertThat(vendors.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "stt:401@always, 401",
        "deepgram:402@connection1, 402",
        "stt:429@request1:3, 429",
        "deepgram.stt:5xx@always:503, 503"
    })
    void fault_refuses_at_the_door(String fault, int status) {
        vendors.fault(fault);
        assertThat(refusal(QUERY, "sim-key").statusCode()).isEqualTo(status);
    }

    @Test
    void key_can_come_as_a_protocol_of_the_socket_as_browsers_send_it() throws Exception {
        try (var socket =
                RawSocket.withProtocols(
                        vendors.socketUrl("deepgram") + "/v1/listen?" + QUERY,
                        "token",
                        "sim-key")) {
            socket.text("{\"type\":\"CloseStream\"}");
            assertThat(socket.end().code()).isEqualTo(1000);
        }
        assertThat(vendors.requests("deepgram").getFirst().headers().toString())
                .doesNotContain("sim-key");
    }

    @Test
    void wrong_key_is_refused() {
        var answer = refusal(QUERY, "other");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("dg-error")).hasValue("Invalid credentials.");
    }

    @Test
    void cut_in_the_second_turn_leaves_the_first_whole() throws Exception {
        vendors.fault("stt:cut@turn2");
        try (var socket = open(QUERY)) {
            socket.bytes(spoken(1, 600)).bytes(silence(400));
            assertThat(transcript(finalResults(socket))).isEqualTo("I need");
            socket.bytes(spoken(2, 1_200)).bytes(silence(400));
            assertThat(socket.end().code()).isEqualTo(1006);
        }
        assertThat(vendors.requests("deepgram").getFirst().end()).isEqualTo("fault cut");
    }

    @Test
    void faults_of_words_are_what_they_are_called() throws Exception {
        vendors.fault("stt:split-utf8@turn1");
        vendors.fault("stt:zero-bytes@turn2");
        vendors.fault("stt:duplicate@turn3");
        vendors.fault("stt:wrong-rate@turn4:16000");
        vendors.fault("stt:late@turn5:1");
        vendors.fault("stt:garbage@turn6:0");
        vendors.fault("stt:error@turn7");
        try (var socket = open(QUERY.replace("&utterance_end_ms=1000", ""))) {
            for (int i = 0; i < 7; i++) {
                socket.bytes(spoken(2, 1_200)).bytes(silence(400));
            }
            assertThat(transcript(finalResults(socket))).isEqualTo("Grüße from Łódź today");
            assertThat(transcript(finalResults(socket))).isEmpty();
            assertThat(finalResults(socket)).isEqualTo(finalResults(socket));
            var wrong = finalResults(socket);
            assertThat(wrong.path("start").asDouble()).isEqualTo(2.4);
            assertThat(finalResults(socket).path("start").asDouble()).isEqualTo(6.4);
            var late = socket.next("Results");
            assertThat(late.path("is_final").asBoolean()).isFalse();
            assertThat(socket.next()).isInstanceOf(String.class);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1011, "NET-0000"));
        }
    }

    @Test
    void function_can_listen_instead_of_the_script() throws Exception {
        vendors.script(
                vendors.script()
                        .with(
                                new Hearing.Real(
                                        (samples, rate) -> samples.length / rate + " seconds")));
        try (var socket = open(QUERY)) {
            socket.bytes(spoken(1, 2_000)).bytes(silence(400));
            assertThat(transcript(finalResults(socket))).isEqualTo("2 seconds");
        }
    }
}
