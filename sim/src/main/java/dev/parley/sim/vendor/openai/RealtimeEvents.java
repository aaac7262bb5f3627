package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Json;
import org.jspecify.annotations.Nullable;

/// What every event of the Realtime vendor has, and its error.
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
}
