package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which messages a server may send, and what must be in them. More fields may be there; of
/// Parley's own server messages too.
final class MessageShapes {
    private static final Set<String> WITHOUT_DATA =
            Set.of(
                    "user-started-speaking",
                    "user-stopped-speaking",
                    "vad-user-started-speaking",
                    "vad-user-stopped-speaking",
                    "user-mute-started",
                    "user-mute-stopped",
                    "bot-llm-started",
                    "bot-llm-stopped",
                    "bot-tts-started",
                    "bot-tts-stopped",
                    "bot-started-speaking",
                    "bot-stopped-speaking",
                    "bot-interrupted");

    private static final Set<String> WITH_ID =
            Set.of("bot-ready", "server-response", "error-response");

    private record Field(String name, boolean isNeeded, Predicate<JsonNode> shape) {}

    private static final Map<String, List<Field>> SHAPES =
            Map.ofEntries(
                    Map.entry("bot-ready", List.of(must("version", JsonNode::isTextual))),
                    Map.entry(
                            "error",
                            List.of(
                                    must("error", JsonNode::isTextual),
                                    must("fatal", JsonNode::isBoolean))),
                    Map.entry("error-response", List.of(must("error", JsonNode::isTextual))),
                    Map.entry("server-response", List.of(must("t", JsonNode::isTextual))),
                    Map.entry("server-message", List.of()),
                    Map.entry(
                            "user-transcription",
                            List.of(
                                    must("text", JsonNode::isTextual),
                                    must("user_id", JsonNode::isTextual),
                                    must("timestamp", MessageShapes::isTime),
                                    must("final", JsonNode::isBoolean))),
                    Map.entry(
                            "user-input",
                            List.of(
                                    must("text", JsonNode::isTextual),
                                    must(
                                            "input_type",
                                            oneOf("transcription", "chat", "backchannel")),
                                    must("timestamp", MessageShapes::isTime),
                                    must("final", JsonNode::isBoolean),
                                    may("user_id", JsonNode::isTextual),
                                    may("msg_id", JsonNode::isTextual))),
                    Map.entry("user-llm-text", List.of(must("text", JsonNode::isTextual))),
                    Map.entry("bot-llm-text", List.of(must("text", JsonNode::isTextual))),
                    Map.entry("bot-tts-text", List.of(must("text", JsonNode::isTextual))),
                    Map.entry("bot-transcription", List.of(must("text", JsonNode::isTextual))),
                    Map.entry("bot-output", List.of(must("text", JsonNode::isTextual))),
                    Map.entry(
                            "llm-function-call-started",
                            List.of(may("function_name", JsonNode::isTextual))),
                    Map.entry(
                            "llm-function-call-in-progress",
                            List.of(
                                    must("tool_call_id", JsonNode::isTextual),
                                    may("function_name", JsonNode::isTextual),
                                    may("arguments", JsonNode::isObject))),
                    Map.entry(
                            "llm-function-call-stopped",
                            List.of(
                                    must("tool_call_id", JsonNode::isTextual),
                                    must("cancelled", JsonNode::isBoolean),
                                    may("function_name", JsonNode::isTextual))),
                    Map.entry("metrics", List.of()),
                    Map.entry(
                            "eval-bot-audio",
                            List.of(
                                    must("audio", JsonNode::isTextual),
                                    must("sampleRate", JsonNode::isInt))));

    private static final Map<String, List<Field>> PARLEY =
            Map.of(
                    "call",
                            List.of(
                                    must("call_id", JsonNode::isTextual),
                                    must("agent", JsonNode::isTextual),
                                    must("resumed", JsonNode::isBoolean),
                                    may("resume", JsonNode::isTextual),
                                    may("records", JsonNode::isTextual)),
                    "turn-state",
                            List.of(
                                    must(
                                            "state",
                                            oneOf(
                                                    "listening",
                                                    "hearing",
                                                    "thinking",
                                                    "speaking",
                                                    "closing"))),
                    "latency",
                            List.of(
                                    must("turn", JsonNode::isInt),
                                    must("total_ms", MessageShapes::isAmount)),
                    "noted",
                            List.of(
                                    must("name", JsonNode::isTextual),
                                    must("values", JsonNode::isObject)),
                    "ended",
                            List.of(
                                    must("reason", JsonNode::isTextual),
                                    must("outcome", JsonNode::isTextual),
                                    must("call_id", JsonNode::isTextual)));

    private final Complaints complaints;

    MessageShapes(Complaints complaints) {
        this.complaints = complaints;
    }

    void check(String type, boolean hasId, JsonNode data) {
        boolean isBare = WITHOUT_DATA.contains(type);
        if (!isBare && !SHAPES.containsKey(type)) {
            complaints.add("unknown-type", type);
            return;
        }
        if (hasId != WITH_ID.contains(type)) {
            complaints.add("id", type + (hasId ? " with an id" : " without an id"));
        }
        if (isBare) {
            if (!data.isMissingNode()) {
                complaints.add("shape", type + " with data");
            }
            return;
        }
        fields(type, SHAPES.getOrDefault(type, List.of()), data);
        if (type.equals("server-message") && data.has("parley")) {
            var name = data.path("parley").asText();
            if (PARLEY.containsKey(name)) {
                fields("server-message " + name, PARLEY.getOrDefault(name, List.of()), data);
            } else {
                complaints.add("unknown-type", "server-message " + name);
            }
        }
    }

    private void fields(String type, List<Field> fields, JsonNode data) {
        for (var field : fields) {
            var value = data.path(field.name());
            boolean isThere = !value.isMissingNode();
            if (isThere ? !field.shape().test(value) : field.isNeeded()) {
                complaints.add("shape", type + " with " + field.name() + " " + value.getNodeType());
            }
        }
    }

    private static Field must(String name, Predicate<JsonNode> shape) {
        return new Field(name, true, shape);
    }

    private static Field may(String name, Predicate<JsonNode> shape) {
        return new Field(name, false, shape);
    }

    private static Predicate<JsonNode> oneOf(String... values) {
        var set = Set.of(values);
        return node -> node.isTextual() && set.contains(node.textValue());
    }

    private static boolean isAmount(JsonNode node) {
        return node.isNumber() && node.doubleValue() >= 0;
    }

    private static boolean isTime(JsonNode node) {
        try {
            return node.isTextual() && OffsetDateTime.parse(node.textValue()).getYear() > 2000;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
