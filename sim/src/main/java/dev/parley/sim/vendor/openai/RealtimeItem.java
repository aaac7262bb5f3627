package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Json;
import java.util.concurrent.atomic.AtomicLong;

/// One item of a Realtime conversation. Its sound grows while it is sent; all else is of the thread
/// of the connection.
final class RealtimeItem {
    private final String id;
    private final ObjectNode json;
    private final AtomicLong soundMillis = new AtomicLong(-1);

    RealtimeItem(String id, ObjectNode json) {
        this.id = id;
        this.json = json.put("id", id).put("object", "realtime.item");
    }

    /// What the agent says.
    static RealtimeItem answer(String id, String transcript) {
        var item = new RealtimeItem(id, message("assistant"));
        item.json
                .putArray("content")
                .addObject()
                .put("type", "output_audio")
                .put("transcript", transcript);
        item.soundMillis.set(0);
        return item;
    }

    /// What the caller said by voice.
    static RealtimeItem heard(String id, String words) {
        var item = new RealtimeItem(id, message("user"));
        item.json
                .putArray("content")
                .addObject()
                .put("type", "input_audio")
                .put("transcript", words);
        return item;
    }

    static RealtimeItem call(String id, String callId, String name, String arguments) {
        return new RealtimeItem(
                id,
                Json.object()
                        .put("type", "function_call")
                        .put("call_id", callId)
                        .put("name", name)
                        .put("arguments", arguments));
    }

    private static ObjectNode message(String role) {
        return Json.object().put("type", "message").put("role", role);
    }

    String id() {
        return id;
    }

    String type() {
        return json.path("type").asText();
    }

    String role() {
        return json.path("role").asText();
    }

    String callId() {
        return json.path("call_id").asText();
    }

    String text(String field) {
        return json.path(field).asText();
    }

    /// All its texts and transcripts.
    String words() {
        var words = new StringBuilder();
        for (var part : json.path("content")) {
            words.append(part.path("text").asText("")).append(part.path("transcript").asText(""));
        }
        return words.toString();
    }

    void sounded(long millis) {
        soundMillis.accumulateAndGet(millis, Math::max);
    }

    /// How much sound of it was sent; -1 if it is none.
    long soundMillis() {
        return soundMillis.get();
    }

    /// As it is shown: without sound; a transcript is told by events of its own.
    ObjectNode shown(String status) {
        var shown = json.deepCopy().put("status", status);
        if (role().equals("user")) {
            for (var part : shown.path("content")) {
                if (part instanceof ObjectNode object && object.has("transcript")) {
                    object.putNull("transcript");
                }
            }
        }
        return shown;
    }
}
