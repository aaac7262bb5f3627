package dev.parley.sim.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sim.vendor.RawSocket;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.host.VendorViolation;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealtimeTest {
    private static final String SCRIPT =
            """
            hears: {utterances: [a brake check please, and when]}
            model:
              - {when: brake, say: Monday at nine is free.}
              - {when: when, call: [{tool: find_slot, arguments: {day: monday}}]}
              - {after-tool: find_slot, say: "There is {result}."}
            delays: {first-token: 0, first-sound: 0}
            """;
    private static final String SESSION =
            """
            {"type":"session.update","session":{"type":"realtime","output_modalities":["audio"],"instructions":"Book.",
             "audio":{"input":{"format":{"type":"audio/pcmu"},"transcription":{"model":"gpt-transcribe"},
             "turn_detection":{"type":"server_vad","silence_duration_ms":200}},
             "output":{"format":{"type":"audio/pcmu"},"voice":"marin"}},
             "tools":[{"type":"function","name":"find_slot","description":"","parameters":{"type":"object"}}]}}
            """;

    /// µ-law of something loud, and of silence.
    private static final byte LOUD = 0x10;

    private static final byte SILENT = (byte) 0xFF;

    private final Vendors vendors = Vendors.start(VendorScript.parse(SCRIPT));

    @AfterEach
    void close() {
        vendors.close();
    }

    private RawSocket open(String... more) {
        var headers = new String[2 + more.length];
        headers[0] = "Authorization";
        headers[1] = "Bearer sim-key";
        System.arraycopy(more, 0, headers, 2, more.length);
        return new RawSocket(
                vendors.socketUrl("openai") + "/v1/realtime?model=gpt-realtime-2.1", headers);
    }

    private RawSocket briefed() throws InterruptedException {
        var socket = open();
        var _ = socket.next("session.created");
        var _ = socket.text(SESSION).next("session.updated");
        return socket;
    }

    private static String sound(byte value, int millis) {
        var bytes = new byte[8 * millis];
        Arrays.fill(bytes, value);
        return "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                + Base64.getEncoder().encodeToString(bytes)
                + "\"}";
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).distinct().toList();
    }

    @Test
    void spoken_turn_has_the_order_of_the_vendors_guide() throws Exception {
        try (var socket = briefed()) {
            var events =
                    socket.text(sound(LOUD, 600)).text(sound(SILENT, 300)).until("response.done");
            assertThat(types(events))
                    .containsExactly(
                            "input_audio_buffer.speech_started",
                            "input_audio_buffer.speech_stopped",
                            "input_audio_buffer.committed",
                            "conversation.item.added",
                            "conversation.item.done",
                            "conversation.item.input_audio_transcription.delta",
                            "conversation.item.input_audio_transcription.completed",
                            "response.created",
                            "response.output_item.added",
                            "response.content_part.added",
                            "response.output_audio_transcript.delta",
                            "response.output_audio.delta",
                            "response.output_audio.done",
                            "response.output_audio_transcript.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.done");
            assertThat(events.stream().map(event -> event.path("event_id").asText()))
                    .doesNotHaveDuplicates();
            assertThat(
                            events.stream()
                                    .filter(event ->
                                            event.path("type")
                                                    .asText()
                                                    .equals(
                                                            "response.output_audio_transcript.delta"))
                                    .map(event -> event.path("delta").asText())
                                    .reduce("", String::concat))
                    .isEqualTo("Monday at nine is free.");
            assertThat(events.getLast().at("/response/status").asText()).isEqualTo("completed");
            // 50 ms for each of 23 characters, 8 bytes each.
            assertThat(
                            events.stream()
                                    .filter(event ->
                                            event.path("type")
                                                    .asText()
                                                    .equals("response.output_audio.delta"))
                                    .mapToInt(event ->
                                            Base64.getDecoder()
                                                    .decode(event.path("delta").asText())
                                                    .length)
                                    .sum())
                    .isEqualTo(23 * 50 * 8);
            assertThat(vendors.violations()).isEmpty();
        }
    }

    @Test
    void tool_is_called_and_its_outcome_answered_when_asked_for() throws Exception {
        try (var socket = briefed()) {
            var _ =
                    socket.text(sound(LOUD, 600))
                            .text(sound(SILENT, 300))
                            .text(sound(LOUD, 600))
                            .next("response.done");
            var events = socket.text(sound(SILENT, 300)).until("response.done");
            var call =
                    events.stream()
                            .filter(event ->
                                    event.path("type").asText().equals("response.output_item.done"))
                            .map(event -> event.path("item"))
                            .filter(item -> item.path("type").asText().equals("function_call"))
                            .findFirst()
                            .orElseThrow();
            assertThat(call.path("arguments").asText()).isEqualTo("{\"day\":\"monday\"}");
            var _ =
                    socket.text(
                                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"ten\"}}"
                                            .formatted(call.path("call_id").asText()))
                            .text("{\"type\":\"response.create\"}");
            assertThat(
                            socket.next("response.output_audio_transcript.done")
                                    .path("transcript")
                                    .asText())
                    .isEqualTo("There is ten.");
        }
    }

    @Test
    void caller_who_speaks_stops_the_answer_with_sound_in_flight() throws Exception {
        vendors.script(vendors.script().with(Delay.BETWEEN_SOUNDS, Duration.ofSeconds(20)));
        try (var socket = briefed()) {
            var _ =
                    socket.text(sound(LOUD, 600))
                            .text(sound(SILENT, 300))
                            .next("response.output_audio.delta");
            var events = socket.text(sound(LOUD, 100)).until("response.done");
            assertThat(types(events))
                    .contains("input_audio_buffer.speech_started", "response.output_audio.delta");
            var response = events.getLast().path("response");
            assertThat(response.path("status").asText()).isEqualTo("cancelled");
            assertThat(response.at("/status_details/reason").asText()).isEqualTo("turn_detected");
        }
    }

    @Test
    void answer_is_shortened_within_what_was_sent_of_it() throws Exception {
        try (var socket = briefed()) {
            var sound =
                    socket.text(sound(LOUD, 600))
                            .text(sound(SILENT, 300))
                            .next("response.output_audio.delta");
            var item = sound.path("item_id").asText();
            var _ = socket.next("response.done");
            var _ = socket.text(truncate(item, 1150));
            assertThat(socket.next("conversation.item.truncated").path("audio_end_ms").asInt())
                    .isEqualTo(1150);
            assertThat(socket.text(truncate(item, 1151)).next("error").at("/error/param").asText())
                    .isEqualTo("audio_end_ms");
            assertThat(socket.text(truncate("x", 1)).next("error").at("/error/param").asText())
                    .isEqualTo("item_id");
        }
    }

    private static String truncate(String item, int millis) {
        return "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":%d}"
                .formatted(item, millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"session.update","session":{}}                                   | missing_required_parameter
                    {"type":"session.update","session":{"type":"realtime","temperature":1}}  | unknown_parameter
                    {"type":"session.update","session":{"type":"realtime","output_modalities":["audio","text"]}} | invalid_value
                    {"type":"session.update","session":{"type":"realtime","audio":{"input":{"format":{"type":"audio/pcm","rate":16000}}}}} | invalid_value
                    {"type":"session.update","session":{"type":"realtime","audio":{"input":{"format":{"type":"g711_ulaw"}}}}} | invalid_value
                    {"type":"input_audio_buffer.append","audio":"*"}                         | invalid_value
                    {"type":"input_audio_buffer.commit"}                                     | input_audio_buffer_commit_empty
                    {"type":"response.cancel"}                                               | response_cancel_not_active
                    {"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"c","output":""}} | invalid_value
                    {"type":"conversation.item.retrieve","item_id":"x"}                      | item_retrieve_invalid_item_id
                    {"type":"output_audio_buffer.clear"}                                     | invalid_value
                    """)
    void wrong_event_has_the_vendors_error_and_the_session_goes_on(String event, String code)
            throws Exception {
        try (var socket = briefed()) {
            var error =
                    socket.text(event.replaceFirst("\\{", "{\"event_id\":\"mine\",")).next("error");
            assertThat(error.at("/error/code").asText()).isEqualTo(code);
            assertThat(error.at("/error/event_id").asText()).isEqualTo("mine");
            var _ = socket.text(SESSION).next("session.updated");
            assertThat(vendors.violations().stream().map(VendorViolation::vendor))
                    .hasSize(code.equals("response_cancel_not_active") ? 0 : 1);
        }
    }

    @Test
    void second_answer_at_a_time_is_refused() throws Exception {
        vendors.fault("duplex:slow-first-byte@always:60s");
        try (var socket = briefed()) {
            var create = "{\"type\":\"response.create\"}";
            assertThat(socket.text(create).text(create).next("error").at("/error/code").asText())
                    .isEqualTo("conversation_already_has_active_response");
            var _ = socket.text("{\"type\":\"response.cancel\"}").next("response.done");
        }
    }

    @Test
    void voice_that_has_spoken_stays() throws Exception {
        try (var socket = briefed()) {
            var _ = socket.text("{\"type\":\"response.create\"}").next("response.done");
            assertThat(
                            socket.text(SESSION.replace("marin", "cedar"))
                                    .next("error")
                                    .at("/error/code")
                                    .asText())
                    .isEqualTo("cannot_update_voice");
        }
    }

    @Test
    void old_shape_of_the_protocol_is_refused_with_4000() throws Exception {
        try (var socket = open("OpenAI-Beta", "realtime=v1")) {
            assertThat(socket.next("error").at("/error/code").asText())
                    .isEqualTo("beta_api_shape_disabled");
            assertThat(socket.end().code()).isEqualTo(4000);
        }
    }

    @Test
    void wrong_key_and_missing_model_are_refused_at_the_door() {
        var url = vendors.socketUrl("openai") + "/v1/realtime";
        assertThat(
                        RawSocket.refused(url + "?model=m", "Authorization", "Bearer other")
                                .statusCode())
                .isEqualTo(401);
        assertThat(RawSocket.refused(url, "Authorization", "Bearer sim-key").statusCode())
                .isEqualTo(400);
    }

    @Test
    void session_ends_at_its_longest_time() throws Exception {
        vendors.script(vendors.script().with(Delay.REALTIME_SESSION, Duration.ofMillis(50)));
        try (var socket = open()) {
            assertThat(socket.next("error").at("/error/code").asText())
                    .isEqualTo("session_expired");
            var _ = socket.end();
        }
    }

    @Test
    void transcript_can_be_late_or_fail() throws Exception {
        vendors.script(vendors.script().with(Switch.TRANSCRIPT_AFTER_ANSWER, true));
        try (var socket = briefed()) {
            var _ = socket.text(sound(LOUD, 600)).text(sound(SILENT, 300)).next("response.done");
            var _ = socket.next("conversation.item.input_audio_transcription.completed");
        }
        vendors.script(vendors.script().with(Switch.TRANSCRIPT_FAILS, true));
        try (var socket = briefed()) {
            var _ =
                    socket.text(sound(LOUD, 600))
                            .text(sound(SILENT, 300))
                            .next("conversation.item.input_audio_transcription.failed");
        }
    }

    @ParameterizedTest
    @CsvSource({"429,rate_limit_exceeded", "5xx,server_error"})
    void refused_turn_is_a_failed_response(String fault, String code) throws Exception {
        vendors.fault("duplex:" + fault + "@turn1");
        try (var socket = briefed()) {
            var done = socket.text(sound(LOUD, 600)).text(sound(SILENT, 300)).next("response.done");
            assertThat(done.at("/response/status").asText()).isEqualTo("failed");
            assertThat(done.at("/response/status_details/error/code").asText()).isEqualTo(code);
        }
    }
}
