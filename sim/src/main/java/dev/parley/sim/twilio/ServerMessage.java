package dev.parley.sim.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a server may send, read as strictly as Twilio reads it: exactly the known fields.
sealed interface ServerMessage {
    /// Sound of any length, µ-law at 8 kHz.
    @SuppressWarnings("ArrayRecordComponent") // read once, by the play queue
    record Media(byte[] sound) implements ServerMessage {}

    record Mark(String name) implements ServerMessage {}

    record Clear() implements ServerMessage {}

    record Invalid(Violation violation) implements ServerMessage {}

    ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    /// Reads one text message sent on the stream `streamSid`.
    static ServerMessage read(String message, String streamSid) {
        JsonNode root;
        try {
            root = JSON.readTree(message);
        } catch (JsonProcessingException _) {
            return invalid("not JSON", message);
        }
        if (!root.isObject() || !root.path("event").isTextual()) {
            return invalid("no event", message);
        }
        if (!root.path("streamSid").isTextual()) {
            return invalid("no streamSid", message);
        }
        if (!root.path("streamSid").textValue().equals(streamSid)) {
            return invalid("streamSid of another stream", message);
        }
        return switch (root.path("event").textValue()) {
            case "media" -> media(root, message);
            case "mark" -> mark(root, message);
            case "clear" ->
                    hasExactly(root, "event", "streamSid")
                            ? new Clear()
                            : invalid("extra fields in clear", message);
            default -> invalid("unknown event", message);
        };
    }

    private static ServerMessage media(JsonNode root, String message) {
        var media = root.path("media");
        if (!hasExactly(root, "event", "streamSid", "media") || !hasExactly(media, "payload")) {
            return invalid("media without its exact fields", message);
        }
        var payload = media.path("payload").asText("");
        try {
            var sound = Base64.getDecoder().decode(payload);
            return sound.length == 0 || payload.length() % 4 != 0
                    ? invalid("media.payload is empty or not padded", message)
                    : new Media(sound);
        } catch (IllegalArgumentException _) {
            return invalid("media.payload is not base64", message);
        }
    }

    private static ServerMessage mark(JsonNode root, String message) {
        var mark = root.path("mark");
        if (!hasExactly(root, "event", "streamSid", "mark") || !hasExactly(mark, "name")) {
            return invalid("mark without its exact fields", message);
        }
        var name = mark.path("name").asText("");
        return name.isEmpty() ? invalid("mark.name is empty", message) : new Mark(name);
    }

    private static boolean hasExactly(JsonNode node, String... names) {
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        return found.equals(new HashSet<>(List.of(names)));
    }

    private static ServerMessage invalid(String reason, String message) {
        return new Invalid(Violation.invalid(reason, message));
    }
}
