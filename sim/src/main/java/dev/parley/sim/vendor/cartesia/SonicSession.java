package dev.parley.sim.vendor.cartesia;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.SocketLoop;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// One connection to `/tts/websocket`. Runs on the thread of the connection.
final class SonicSession implements SocketLoop.Ears {
    private static final int MOST_CONTEXTS = 1_000;

    private final Visit visit;
    private final WebSocketSession session;
    private final String version;
    private final Map<String, SonicContext> contexts = new LinkedHashMap<>();
    private final IdleWatch idle;

    SonicSession(Visit visit, WebSocketSession session, String version) {
        this.visit = visit;
        this.session = session;
        this.version = version;
        this.idle =
                new IdleWatch(
                        session,
                        visit.script().delay(Delay.CARTESIA_IDLE),
                        () -> {
                            visit.end("closed 1000");
                            session.close(1000, "idle");
                        });
    }

    void run() throws IOException, InterruptedException {
        try {
            SocketLoop.run(visit, session, this);
        } finally {
            for (var context : contexts.values()) {
                context.close();
            }
        }
    }

    static String error(Visit visit, String contextId, CartesiaProblem problem) {
        var requestId = "req_sim_" + visit.connection();
        var message =
                Json.object()
                        .put("type", "error")
                        .put("context_id", contextId)
                        .put("done", true)
                        .put("status_code", problem.status());
        if (visit.script().is(Switch.CARTESIA_OLD_ERRORS)) {
            return message.put("error", problem.message()).toString();
        }
        return message.setAll(problem.json(requestId)).toString();
    }

    @Override
    public void bytes(byte[] bytes) throws IOException {
        violation("", "binary", CartesiaProblem.invalid("expected text, got a binary message"));
    }

    @Override
    public void text(String text) throws IOException {
        idle.heard();
        var json = Json.parse(text);
        if (json.isEmpty()) {
            violation("", "json", CartesiaProblem.invalid("expected a JSON object"));
        } else if (json.get().path("cancel").asBoolean()) {
            cancel(json.get());
        } else {
            generate(new Generation(json.get(), version));
        }
    }

    private void cancel(ObjectNode json) throws IOException {
        var id = json.path("context_id").asText();
        if (id.isEmpty()) {
            violation("", "cancel", CartesiaProblem.invalid("cancel needs a context_id"));
            return;
        }
        var context = contexts.get(id);
        if (context != null && !context.isOver()) {
            context.cancel();
        }
    }

    private void generate(Generation next) throws IOException {
        var id = next.contextId();
        var problem = next.problem();
        if (problem.isPresent()) {
            violation(id, "request", problem.get());
            return;
        }
        var context = contexts.get(id);
        if (context == null || context.isOver() || context.isCancelled()) {
            begin(next);
        } else if (!context.fits(next)) {
            violation(
                    id,
                    "context-drift",
                    CartesiaProblem.invalid(
                            "all messages of a context must have the same fields except transcript and continue"));
        } else {
            context.add(next);
        }
    }

    private void begin(Generation next) throws IOException {
        var id = next.contextId();
        long number = visit.desk().nextRequest(Stage.TTS);
        var refusal = visit.refusal(number, number);
        if (refusal.isPresent()) {
            if (refusal.get().kind() == FaultKind.REFUSE) {
                visit.end("fault refuse");
                session.cut();
            } else {
                session.send(error(visit, id, CartesiaProblem.of(refusal.get())));
            }
            return;
        }
        int most = visit.script().limit(Limit.CONCURRENCY);
        long active = contexts.values().stream().filter(context -> !context.isOver()).count();
        if (most > 0 && active >= most) {
            session.send(error(visit, id, CartesiaProblem.tooMany()));
            return;
        }
        forget();
        var context = new SonicContext(visit, session, next, visit.inStream(number, number));
        var before = contexts.put(id, context);
        if (before != null) {
            before.retire();
        }
        context.add(next);
    }

    /// Contexts that are over are of no more use.
    private void forget() {
        if (contexts.size() >= MOST_CONTEXTS) {
            contexts.values()
                    .removeIf(context -> {
                        boolean isOver = context.isOver();
                        if (isOver) {
                            context.retire();
                        }
                        return isOver;
                    });
        }
    }

    private void violation(String contextId, String rule, CartesiaProblem problem)
            throws IOException {
        visit.desk().violation(rule, problem.message());
        session.send(error(visit, contextId, problem));
    }
}
