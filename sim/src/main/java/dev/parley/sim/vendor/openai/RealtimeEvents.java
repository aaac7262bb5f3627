package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Json;
import org.jspecify.annotations.Nullable;

/// The shapes of what the Realtime vendor sends.
final class RealtimeEvents {
    private RealtimeEvents() {}

    static ObjectNode event(String id, String type) {
        return Json.object().put("type", type).put("event_id", id);
    }

    static String error(String id, Problem problem, @Nullable String cause) {
        var event = event(id, "error");
        event.putObject("error")
                .put("type", problem.type())
                .put("code", problem.code())
                .put("message", problem.message())
                .put("param", problem.param())
                .put("event_id", cause);
        return event.toString();
    }

    /// A response as it stands.
    ///
    /// @param metadata the client's own
    static ObjectNode response(String id, String status, JsonNode metadata) {
        var response =
                Json.object()
                        .put("id", id)
                        .put("object", "realtime.response")
                        .put("status", status);
        response.putNull("status_details");
        response.putArray("output");
        response.putArray("output_modalities").add("audio");
        response.put("conversation_id", "conv_sim").put("max_output_tokens", "inf");
        response.putNull("usage");
        if (metadata.isObject()) {
            response.set("metadata", metadata);
        } else {
            response.putNull("metadata");
        }
        return response;
    }
}
