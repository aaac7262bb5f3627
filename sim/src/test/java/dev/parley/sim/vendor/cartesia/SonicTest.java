package dev.parley.sim.vendor.cartesia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sim.vendor.RawSocket;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SonicTest {
    private final Vendors vendors =
            Vendors.start(VendorScript.usual().with(Delay.FIRST_SOUND, Duration.ZERO));

    @AfterEach
    void close() {
        vendors.close();
    }

    private RawSocket open() {
        return new RawSocket(
                vendors.socketUrl("cartesia") + "/tts/websocket?cartesia_version=2026-03-01",
                "X-API-Key",
                "sim-key");
    }

    private static String say(String context, String text, String more) {
        return """
        {"model_id":"sonic-3.5","context_id":"%s","transcript":"%s","voice":{"mode":"id","id":"v"},
         "language":"en","output_format":{"container":"raw","encoding":"pcm_mulaw","sample_rate":8000},
         "add_timestamps":true%s}
        """
                .formatted(context, text, more);
    }

    private static byte[] sound(List<JsonNode> messages) throws IOException {
        var sound = new ByteArrayOutputStream();
        for (var message : messages) {
            if (message.path("type").asText().equals("chunk")) {
                sound.write(Base64.getDecoder().decode(message.path("data").asText()));
            }
        }
        return sound.toByteArray();
    }

    private static List<String> words(List<JsonNode> messages) {
        List<String> words = new ArrayList<>();
        for (var message : messages) {
            var times = message.path("word_timestamps");
            for (int i = 0; i < times.path("words").size(); i++) {
                words.add(
                        times.at("/words/" + i).asText()
                                + "@"
                                + times.at("/start/" + i).asDouble());
            }
        }
        return words;
    }

    @Test
    void text_in_parts_is_one_sound_with_times_from_the_beginning_of_the_context()
            throws Exception {
        try (var socket = open()) {
            socket.text(say("a", "Your table ", ",\"continue\":true"))
                    .text(say("a", "is booked. ", ",\"continue\":true"))
                    .text(say("a", "", ",\"continue\":false"));
            var all = socket.until("done");
            assertThat(sound(all)).hasSize("Your table is booked. ".length() * 400);
            assertThat(words(all))
                    .containsExactly("Your@0.0", "table@0.25", "is@0.55", "booked.@0.7");
            assertThat(all.getLast().path("status_code").asInt()).isEqualTo(200);
            assertThat(all.getLast().path("context_id").asText()).isEqualTo("a");
        }
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void flush_is_confirmed_and_counts() throws Exception {
        try (var socket = open()) {
            socket.text(say("a", "One", ",\"continue\":true"))
                    .text(say("a", "", ",\"continue\":true,\"flush\":true"))
                    .text(say("a", "Two", ",\"continue\":true"))
                    .text(say("a", "", ",\"continue\":true,\"flush\":true"));
            var first = socket.until("flush_done");
            assertThat(first.getFirst().path("flush_id").asInt()).isEqualTo(1);
            assertThat(first.getLast().path("flush_id").asInt()).isEqualTo(1);
            var second = socket.until("flush_done");
            assertThat(second.getFirst().path("flush_id").asInt()).isEqualTo(2);
            assertThat(words(second)).containsExactly("Two@0.15");
        }
    }

    @Test
    void without_a_buffer_every_text_is_spoken_at_once_and_with_one_after_its_time()
            throws Exception {
        try (var socket = open()) {
            socket.text(say("a", "No end", ",\"continue\":true,\"max_buffer_delay_ms\":0"));
            assertThat(sound(socket.until("flush_done"))).hasSize(6 * 400);
            socket.text(say("b", "No end", ",\"continue\":true,\"max_buffer_delay_ms\":20"));
            assertThat(socket.next("chunk").path("context_id").asText()).isEqualTo("b");
        }
    }

    @Test
    void contexts_do_not_wait_for_each_other() throws Exception {
        vendors.fault("tts:stall@request1:0");
        try (var socket = open()) {
            socket.text(say("a", "Stalled.", "")).text(say("b", "Spoken.", ""));
            assertThat(socket.next("done").path("context_id").asText()).isEqualTo("b");
        }
    }

    @Test
    void cancel_stops_and_the_id_is_free_again() throws Exception {
        vendors.fault("tts:too-slow@request1:5s");
        try (var socket = open()) {
            socket.text(say("a", "A long text that is cancelled.", ""));
            socket.next("chunk");
            socket.text("{\"context_id\":\"a\",\"cancel\":true}").text(say("a", "New.", ""));
            var all = socket.until("done");
            assertThat(words(all)).contains("New.@0.0");
        }
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void readings_of_cancel_are_switches() throws Exception {
        vendors.script(
                vendors.script()
                        .with(Switch.CANCEL_FINISHES_CURRENT, true)
                        .with(Switch.DONE_AFTER_CANCEL, true)
                        .with(Delay.BETWEEN_SOUNDS, Duration.ofMillis(5)));
        try (var socket = open()) {
            var text = "A long text that is cancelled.";
            socket.text(say("a", text, "")).text("{\"context_id\":\"a\",\"cancel\":true}");
            assertThat(sound(socket.until("done"))).hasSize(text.length() * 400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model_id\":\"sonic-3.5\" | \"model_id\":\"sonic-english\" | model_sunsetted",
                "\"model_id\":\"sonic-3.5\" | \"model_id\":\"other\" | model_not_found",
                "\"model_id\":\"sonic-3.5\", | '' | invalid_request",
                "pcm_mulaw | mp3 | invalid_request",
                "8000 | 11025 | invalid_request",
                "\"container\":\"raw\" | \"container\":\"wav\" | invalid_request",
                "\"language\":\"en\" | \"language\":\"en\",\"locale\":\"en-US\" | invalid_request",
                "\"context_id\":\"a\" | \"context_id\":\"a b\" | invalid_request",
                "\"add_timestamps\":true | \"colour\":true | invalid_request"
            })
    void broken_request_is_an_error_of_its_context_alone(String what, String with, String code)
            throws Exception {
        try (var socket = open()) {
            socket.text(say("a", "Hello.", "").replace(what, with));
            var error = socket.next("error");
            assertThat(error.path("error_code").asText()).isEqualTo(code);
            assertThat(error.path("done").asBoolean()).isTrue();
            socket.text(say("b", "Hello.", ""));
            assertThat(socket.next("done").path("context_id").asText()).isEqualTo("b");
        }
        assertThat(vendors.violations()).hasSize(1);
    }

    @Test
    void field_that_changes_within_a_context_is_an_error() throws Exception {
        try (var socket = open()) {
            socket.text(say("a", "One. ", ",\"continue\":true"))
                    .text(say("a", "Two.", "").replace("\"en\"", "\"de\""));
            assertThat(socket.next("error").path("message").asText()).contains("same fields");
        }
        assertThat(vendors.violations().getFirst().rule()).isEqualTo("context-drift");
    }

    @Test
    void errors_of_old_versions_are_a_text() throws Exception {
        vendors.script(vendors.script().with(Switch.CARTESIA_OLD_ERRORS, true));
        try (var socket = open()) {
            socket.text("{\"cancel\":true}");
            assertThat(socket.next("error").path("error").asText())
                    .isEqualTo("cancel needs a context_id");
        }
    }

    @Test
    void too_many_contexts_are_limited() throws Exception {
        vendors.script(vendors.script().with(Limit.CONCURRENCY, 1));
        try (var socket = open()) {
            socket.text(say("a", "One ", ",\"continue\":true")).text(say("b", "Two", ""));
            assertThat(socket.next("error").path("error_code").asText())
                    .isEqualTo("concurrency_limited");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tts:401@always, 401",
        "cartesia:402@connection1, 402",
        "tts:429@always, 429",
        "tts:5xx@always:503, 503"
    })
    void fault_refuses_at_the_door(String fault, int status) {
        vendors.fault(fault);
        var url = vendors.socketUrl("cartesia") + "/tts/websocket?cartesia_version=2026-03-01";
        assertThat(RawSocket.refused(url, "X-API-Key", "sim-key").statusCode()).isEqualTo(status);
        vendors.clearFaults();
        assertThat(RawSocket.refused(url, "X-API-Key", "other").statusCode()).isEqualTo(401);
        assertThat(
                        RawSocket.refused(
                                        vendors.socketUrl("cartesia") + "/tts/websocket",
                                        "X-API-Key",
                                        "sim-key")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void faults_of_a_context_are_what_they_are_called() throws Exception {
        vendors.fault("tts:429@turn1");
        vendors.fault("tts:zero-bytes@turn2");
        vendors.fault("tts:duplicate@turn3");
        vendors.fault("tts:late@turn4:1");
        vendors.fault("tts:wrong-rate@turn5:16000");
        vendors.fault("tts:split-utf8@turn6");
        vendors.fault("tts:error@turn7:1");
        vendors.fault("tts:too-fast@turn8");
        vendors.fault("tts:cut@turn9:1");
        try (var socket = open()) {
            socket.text(say("a", "Grüße.", ""));
            assertThat(socket.next("error").path("status_code").asInt()).isEqualTo(429);
            socket.text(say("b", "Grüße.", ""));
            assertThat(socket.until("done")).hasSize(1);
            socket.text(say("c", "Grüße.", ""));
            assertThat(socket.next("done")).isEqualTo(socket.next("done"));
            socket.text(say("d", "Grüße.", ""));
            socket.next("done");
            assertThat(socket.next("chunk").path("context_id").asText()).isEqualTo("d");
            socket.text(say("e", "Grüße.", ""));
            assertThat(sound(socket.until("done"))).hasSize(6 * 800);
            socket.text(say("f", "Grüße.", ""));
            assertThat(words(socket.until("done"))).containsExactly("Grüße.@0.0");
            socket.text(say("g", "Grüße.", ""));
            assertThat(socket.next("error").path("status_code").asInt()).isEqualTo(500);
            socket.text(say("h", "A text of some length.", ""));
            assertThat(socket.until("done").stream().filter(m -> m.has("data"))).hasSize(1);
            socket.text(say("i", "A text of some length.", ""));
            assertThat(socket.end().code()).isEqualTo(1006);
        }
        assertThat(vendors.strikes()).hasSize(9);
        assertThat(vendors.violations()).isEmpty();
    }
}
