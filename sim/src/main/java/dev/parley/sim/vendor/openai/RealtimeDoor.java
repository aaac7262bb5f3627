package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Who is let in to `/v1/realtime`.
final class RealtimeDoor {
    /// The shape before 2026, which the vendor has switched off.
    private static final String BETA = "beta_api_shape_disabled";

    private static final int BETA_CLOSE = 4000;

    private RealtimeDoor() {}

    static void enter(Visit visit) throws IOException, InterruptedException {
        if (Refusals.atDoor(visit, visit.connection(), 0)) {
            return;
        }
        var request = visit.exchange().request();
        var model = model(request);
        if (!request.header("upgrade").equalsIgnoreCase("websocket")) {
            Refusals.violation(
                    visit, "upgrade", Problem.invalid("Expected Upgrade: websocket.", null, null));
        } else if (model.isEmpty()) {
            Refusals.violation(visit, "query", Problem.missing("model"));
        } else if (Models.find(visit.script().models(), model).isEmpty()) {
            Refusals.refuse(visit, Models.unknown(model), Map.of());
        } else if (!request.header("openai-beta").isEmpty()) {
            visit.desk().violation("beta", "the header OpenAI-Beta");
            var socket = visit.exchange().accept(Map.of());
            socket.send(
                    RealtimeEvents.error(
                            "event_0",
                            Problem.invalid("The beta shape is no longer available.", null, BETA),
                            null));
            visit.end("closed " + BETA_CLOSE);
            socket.close(BETA_CLOSE, Problem.INVALID + "." + BETA);
        } else {
            new RealtimeSession(visit, visit.exchange().accept(Map.of()), model).run();
        }
    }

    private static String model(HttpRequest request) {
        return request.query().getOrDefault("model", List.of("")).getFirst();
    }
}
