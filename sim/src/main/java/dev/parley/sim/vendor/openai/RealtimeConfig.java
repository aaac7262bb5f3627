package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.host.Json;
import java.util.Optional;

/// What a Realtime session is set to, from the usual values on. Of the thread of the connection.
final class RealtimeConfig {
    private final ObjectNode config =
            Json.parse(
                            """
                            {"type":"realtime","object":"realtime.session","output_modalities":["audio"],
                             "instructions":"","tools":[],"tool_choice":"auto","max_output_tokens":"inf",
                             "truncation":"auto","audio":{"input":{"format":{"type":"audio/pcm","rate":24000},
                             "transcription":null,"noise_reduction":null,
                             "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,
                             "silence_duration_ms":500,"create_response":true,"interrupt_response":true}},
                             "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"alloy","speed":1.0}}}
                            """)
                    .orElseThrow();

    /// The sound of one direction.
    record Sound(Coding coding, int rate) {}

    /// @param session what the client wants otherwise
    /// @param hasSpoken then the voice stays
    Optional<Problem> update(ObjectNode session, boolean hasSpoken) {
        var problem = RealtimeRules.problem(session, config, hasSpoken);
        if (problem.isEmpty()) {
            RealtimeRules.merge(config, session);
        }
        return problem;
    }

    /// A copy, as it is shown to the client.
    ObjectNode shown() {
        return config.deepCopy();
    }

    Sound input() {
        return sound("input");
    }

    Sound output() {
        return sound("output");
    }

    private Sound sound(String way) {
        return switch (config.at("/audio/" + way + "/format/type").asText()) {
            case "audio/pcmu" -> new Sound(Coding.MULAW, 8_000);
            case "audio/pcma" -> new Sound(Coding.ALAW, 8_000);
            default -> new Sound(Coding.LINEAR16, 24_000);
        };
    }

    boolean detectsTurns() {
        return !detection().isNull();
    }

    double turnSilenceSeconds() {
        return detection().path("silence_duration_ms").asInt(500) / 1000.0;
    }

    int startMillis() {
        return detection().path("prefix_padding_ms").asInt(300);
    }

    boolean answersTurns() {
        return detection().path("create_response").asBoolean(true);
    }

    boolean isInterrupted() {
        return detection().path("interrupt_response").asBoolean(true);
    }

    private JsonNode detection() {
        return config.at("/audio/input/turn_detection");
    }

    boolean transcribes() {
        return config.at("/audio/input/transcription").isObject();
    }
}
