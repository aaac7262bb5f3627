package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.transports.browser.ClientMessage.App;
import dev.parley.transports.browser.ClientMessage.Disconnect;
import dev.parley.transports.browser.ClientMessage.Foreign;
import dev.parley.transports.browser.ClientMessage.Ignored;
import dev.parley.transports.browser.ClientMessage.Invalid;
import dev.parley.transports.browser.ClientMessage.Keys;
import dev.parley.transports.browser.ClientMessage.Malformed;
import dev.parley.transports.browser.ClientMessage.Ready;
import dev.parley.transports.browser.ClientMessage.Sound;
import dev.parley.transports.browser.ClientMessage.Unsupported;
import dev.parley.transports.browser.ClientMessage.WithoutId;
import dev.parley.transports.browser.ClientMessage.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads RTVI messages of clients. Texts are taken whole or refused, never cut. Thread-safe.
final class ClientMessageReader {
    static final int MAX_WORDS_CHARS = 4_000;
    private static final int MAX_ID_CHARS = 128;
    private static final int MAX_NAME_CHARS = 64;
    private static final int MAX_BUTTONS = 64;
    private static final int MAX_PIECES = 256;
    private static final String BUTTONS = "0123456789*#";

    ClientMessage read(byte[] bytes, int offset, int length) {
        JsonNode root;
        try {
            root = Rtvi.JSON.readTree(bytes, offset, length);
        } catch (IOException _) {
            return new Malformed();
        }
        if (root == null || !root.isObject()) {
            return new Malformed();
        }
        if (!root.path("label").asText().equals(Rtvi.LABEL) || !root.path("type").isTextual()) {
            return new Foreign();
        }
        var type = root.path("type").textValue();
        if (type.length() > MAX_NAME_CHARS) {
            type = type.substring(0, MAX_NAME_CHARS);
        }
        var data = root.path("data");
        // Sound is not answered and needs no id.
        if (type.equals("raw-audio")) {
            return sound(data, List.of(data.path("base64Audio")));
        }
        if (type.equals("raw-audio-batch")) {
            List<JsonNode> pieces = new ArrayList<>();
            data.path("base64AudioBatch").forEach(pieces::add);
            return sound(data, pieces);
        }
        var id = root.path("id").isTextual() ? root.path("id").textValue() : "";
        if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
            return new WithoutId(type);
        }
        return withId(type, id, data);
    }

    private static ClientMessage withId(String type, String id, JsonNode data) {
        return switch (type) {
            case "client-ready" -> new Ready(id, data.path("version").asText(""));
            case "disconnect-bot" -> new Disconnect();
            case "send-text" -> written(id, data);
            case "dtmf" -> keys(id, data);
            case "client-message" -> app(id, data);
            case "ui-snapshot", "ui-event", "ui-cancel-job-group", "llm-function-call-result" ->
                    new Ignored();
            default -> new Unsupported(id, type);
        };
    }

    private static ClientMessage written(String id, JsonNode data) {
        var content = data.path("content");
        if (!content.isTextual()
                || content.textValue().isBlank()
                || content.textValue().length() > MAX_WORDS_CHARS) {
            return new Invalid(id, "content: expected a text of 1 to 4000 characters");
        }
        var options = data.path("options");
        var answer = options.path("run_immediately");
        var voiced = options.path("audio_response");
        if (!isFlag(answer) || !isFlag(voiced)) {
            return new Invalid(
                    id, "options: expected run_immediately and audio_response of true or false");
        }
        return new Written(id, content.textValue(), answer.asBoolean(true), voiced.asBoolean(true));
    }

    private static boolean isFlag(JsonNode node) {
        return node.isBoolean() || node.isNull() || node.isMissingNode();
    }

    /// `buttons` since 2.1, one `button` before.
    private static ClientMessage keys(String id, JsonNode data) {
        List<JsonNode> pressed = new ArrayList<>();
        if (data.path("buttons").isArray()) {
            data.path("buttons").forEach(pressed::add);
        } else {
            pressed.add(data.path("button"));
        }
        var keys = new StringBuilder();
        for (var button : pressed) {
            var key = button.asText("");
            if (key.length() != 1 || BUTTONS.indexOf(key.charAt(0)) < 0) {
                keys.setLength(0);
                break;
            }
            keys.append(key);
        }
        if (keys.isEmpty() || keys.length() > MAX_BUTTONS) {
            return new Invalid(id, "buttons: expected 1 to 64 of 0-9 * #");
        }
        return new Keys(id, keys.toString());
    }

    private static ClientMessage app(String id, JsonNode data) {
        var name = data.path("t");
        if (!name.isTextual() || name.textValue().isEmpty()) {
            return new Invalid(id, "t: expected the name of the message");
        }
        if (name.textValue().length() > MAX_NAME_CHARS) {
            return new Invalid(id, "t: expected at most 64 characters");
        }
        var details = data.get("d");
        return new App(id, name.textValue(), details == null ? MissingNode.getInstance() : details);
    }

    private static ClientMessage sound(JsonNode data, List<JsonNode> pieces) {
        List<String> texts = new ArrayList<>();
        for (var piece : pieces) {
            if (!piece.isTextual() || texts.size() == MAX_PIECES) {
                return new Sound(List.of(), 0, 0);
            }
            texts.add(piece.textValue());
        }
        return new Sound(
                texts, data.path("sampleRate").asInt(0), data.path("numChannels").asInt(0));
    }
}
