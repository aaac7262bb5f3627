package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a `session` may hold (OpenAI's description of its API 2.3.0,
/// `RealtimeSessionCreateRequestGA`).
final class RealtimeRules {
    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "session",
                    Set.of(
                            "type",
                            "output_modalities",
                            "instructions",
                            "audio",
                            "tools",
                            "tool_choice",
                            "max_output_tokens",
                            "truncation",
                            "reasoning",
                            "parallel_tool_calls",
                            "tracing",
                            "prompt",
                            "include"),
                    "session.audio",
                    Set.of("input", "output"),
                    "session.audio.input",
                    Set.of("format", "transcription", "noise_reduction", "turn_detection"),
                    "session.audio.input.format",
                    Set.of("type", "rate"),
                    "session.audio.input.transcription",
                    Set.of("model", "language", "prompt", "languages", "keywords", "delay"),
                    "session.audio.input.noise_reduction",
                    Set.of("type"),
                    "session.audio.input.turn_detection",
                    Set.of(
                            "type",
                            "threshold",
                            "prefix_padding_ms",
                            "silence_duration_ms",
                            "create_response",
                            "interrupt_response",
                            "eagerness"),
                    "session.audio.output",
                    Set.of("format", "voice", "speed"),
                    "session.audio.output.format",
                    Set.of("type", "rate"));
    private static final Set<String> VOICES =
            Set.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");
    private static final int RATE = 24_000;
    private static final int MOST_TOKENS = 4096;

    private RealtimeRules() {}

    /// @param hasSpoken then the voice stays
    static Optional<Problem> problem(ObjectNode session, JsonNode now, boolean hasSpoken) {
        if (!session.path("type").asText().equals("realtime")) {
            return Optional.of(Problem.missing("session.type"));
        }
        return unknown("session", session)
                .or(() -> modalities(session.path("output_modalities")))
                .or(() -> format(session, "input"))
                .or(() -> format(session, "output"))
                .or(() -> detection(session.at("/audio/input/turn_detection")))
                .or(() -> voice(session.at("/audio/output/voice"), now, hasSpoken))
                .or(() -> speed(session.at("/audio/output/speed")))
                .or(() -> tokens(session.path("max_output_tokens")))
                .or(() -> tools(session.path("tools")));
    }

    private static Optional<Problem> unknown(String path, JsonNode node) {
        var known = KNOWN.get(path);
        if (known == null || !node.isObject()) {
            return Optional.empty();
        }
        for (var field : node.properties()) {
            var below = path + "." + field.getKey();
            if (!known.contains(field.getKey())) {
                return Optional.of(
                        Problem.invalid(
                                "Unknown parameter: '" + below + "'.", below, "unknown_parameter"));
            }
            var inner = unknown(below, field.getValue());
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> modalities(JsonNode modalities) {
        return modalities.isMissingNode()
                        || (modalities.size() == 1
                                && Set.of("audio", "text").contains(modalities.path(0).asText()))
                ? Optional.empty()
                : invalid("session.output_modalities", "[\"audio\"] or [\"text\"]");
    }

    private static Optional<Problem> format(JsonNode session, String way) {
        var format = session.at("/audio/" + way + "/format");
        if (format.isMissingNode()) {
            return Optional.empty();
        }
        var path = "session.audio." + way + ".format";
        return switch (format.path("type").asText()) {
            case "audio/pcmu", "audio/pcma" -> Optional.empty();
            case "audio/pcm" ->
                    format.path("rate").asInt() == RATE
                            ? Optional.empty()
                            : invalid(path + ".rate", "24000");
            default -> invalid(path + ".type", "audio/pcm, audio/pcmu or audio/pcma");
        };
    }

    private static Optional<Problem> detection(JsonNode detection) {
        if (detection.isMissingNode() || detection.isNull()) {
            return Optional.empty();
        }
        var path = "session.audio.input.turn_detection";
        if (!Set.of("server_vad", "semantic_vad").contains(detection.path("type").asText())) {
            return invalid(path + ".type", "server_vad or semantic_vad");
        }
        double threshold = detection.path("threshold").asDouble(0.5);
        if (threshold < 0 || threshold > 1) {
            return invalid(path + ".threshold", "0 to 1");
        }
        return detection.path("silence_duration_ms").asInt(0) < 0
                ? invalid(path + ".silence_duration_ms", "no negative number")
                : Optional.empty();
    }

    private static Optional<Problem> voice(JsonNode voice, JsonNode now, boolean hasSpoken) {
        if (voice.isMissingNode()) {
            return Optional.empty();
        }
        boolean isKnown =
                VOICES.contains(voice.asText()) || voice.path("id").asText().startsWith("voice_");
        if (!isKnown) {
            return invalid("session.audio.output.voice", "a voice");
        }
        return hasSpoken && !voice.equals(now.at("/audio/output/voice"))
                ? Optional.of(
                        Problem.invalid(
                                "Cannot update a conversation's voice if assistant audio is present.",
                                "session.audio.output.voice",
                                "cannot_update_voice"))
                : Optional.empty();
    }

    private static Optional<Problem> speed(JsonNode speed) {
        return speed.isMissingNode() || (speed.asDouble() >= 0.25 && speed.asDouble() <= 1.5)
                ? Optional.empty()
                : invalid("session.audio.output.speed", "0.25 to 1.5");
    }

    private static Optional<Problem> tokens(JsonNode tokens) {
        return tokens.isMissingNode()
                        || tokens.asText().equals("inf")
                        || (tokens.isInt() && tokens.asInt() >= 1 && tokens.asInt() <= MOST_TOKENS)
                ? Optional.empty()
                : invalid("session.max_output_tokens", "1 to 4096 or \"inf\"");
    }

    private static Optional<Problem> tools(JsonNode tools) {
        for (var tool : tools) {
            if (!tool.path("type").asText().equals("function")) {
                return invalid("session.tools[].type", "function");
            }
            if (!tool.path("name").asText().matches("[A-Za-z0-9_-]{1,64}")) {
                return invalid("session.tools[].name", "letters, digits, _ and -");
            }
            if (!tool.path("parameters").isObject()) {
                return invalid("session.tools[].parameters", "a JSON schema");
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> invalid(String path, String expected) {
        return Optional.of(
                Problem.invalid(
                        "Invalid value: '%s'. Expected %s.".formatted(path, expected),
                        path,
                        "invalid_value"));
    }

    /// Lays what came over what is; `null` switches a thing off.
    static void merge(ObjectNode into, ObjectNode from) {
        for (var field : from.properties()) {
            if (field.getValue() instanceof ObjectNode inner
                    && into.path(field.getKey()) instanceof ObjectNode present
                    && KNOWN.values().stream().anyMatch(names -> names.contains(field.getKey()))
                    && !field.getKey().equals("turn_detection")
                    && !field.getKey().equals("format")) {
                merge(present, inner);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }
}
