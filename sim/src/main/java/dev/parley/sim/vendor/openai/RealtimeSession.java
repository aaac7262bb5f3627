package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.wire.Message;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection to `/v1/realtime`: hears by the energy of the sound, in the sound's own time,
/// thinks by the script's model and speaks by its voice. Runs on the thread of the connection; an
/// outbox speaks.
final class RealtimeSession implements RealtimeInput.Detected {
    private static final Set<String> CLIENT_EVENTS =
            Set.of(
                    "session.update",
                    "input_audio_buffer.append",
                    "input_audio_buffer.commit",
                    "input_audio_buffer.clear",
                    "conversation.item.create",
                    "conversation.item.truncate",
                    "conversation.item.delete",
                    "conversation.item.retrieve",
                    "response.create",
                    "response.cancel");

    /// What crossed with the vendor's own decision is nobody's fault.
    private static final Set<String> CROSSED =
            Set.of("response_cancel_not_active", "conversation_already_has_active_response");

    private final Visit visit;
    private final WebSocketSession socket;
    private final String model;
    private final RealtimeLine line;
    private final RealtimeConfig config = new RealtimeConfig();
    private final RealtimeConversation conversation;
    private final RealtimeInput input;
    private final Outbox outbox;
    private final AtomicReference<@Nullable RealtimeResponse> active = new AtomicReference<>();
    private boolean hasSpoken;

    RealtimeSession(Visit visit, WebSocketSession socket, String model) {
        this.visit = visit;
        this.socket = socket;
        this.model = model;
        this.line = new RealtimeLine(socket, visit.connection());
        this.conversation = new RealtimeConversation(line);
        this.input = new RealtimeInput(visit, line, config, conversation, this);
        this.outbox = new Outbox(visit);
        var _ = new IdleWatch(socket, visit.script().delay(Delay.REALTIME_SESSION), this::expire);
    }

    private void expire() throws IOException {
        line.refuse(
                Problem.invalid(
                        "Your session hit the maximum duration of 60 minutes.",
                        null,
                        "session_expired"),
                null);
        visit.end("closed 1001");
        line.close(1001, "session_expired");
    }

    void run() throws IOException, InterruptedException {
        try {
            line.send("session.created", event -> event.set("session", shown()));
            while (true) {
                switch (socket.receive()) {
                    case Message.Text(var text) -> heard(text);
                    case Message.Binary _ ->
                            violation(
                                    "binary",
                                    Problem.invalid(
                                            "Expected a text message.", null, "invalid_event"),
                                    null);
                    case Message.Closed(int code, _) -> {
                        visit.end("closed " + code);
                        return;
                    }
                }
            }
        } finally {
            outbox.finish();
        }
    }

    private void heard(String text) throws IOException {
        var json = Json.parse(text).orElse(null);
        if (json == null) {
            visit.text(text);
            violation("json", Problem.invalid("We could not parse the event.", null, null), null);
            return;
        }
        var type = json.path("type").asText();
        if (!type.equals("input_audio_buffer.append")) {
            visit.text(text);
        }
        var cause = json.path("event_id").isTextual() ? json.path("event_id").asText() : null;
        if (!CLIENT_EVENTS.contains(type)) {
            violation(
                    "event",
                    Problem.invalid("Invalid value: '" + type + "'.", "type", "invalid_value"),
                    cause);
            return;
        }
        var problem = handle(type, json).orElse(null);
        if (problem == null) {
            return;
        }
        line.refuse(problem, cause);
        if (problem.code() == null || !CROSSED.contains(problem.code())) {
            visit.desk().violation(type, problem.message());
        }
    }

    private Optional<Problem> handle(String type, ObjectNode json) throws IOException {
        return switch (type) {
            case "session.update" -> update(json);
            case "input_audio_buffer.append" -> input.append(json);
            case "input_audio_buffer.commit" -> input.commit();
            case "input_audio_buffer.clear" -> input.clear();
            case "conversation.item.create" -> conversation.create(json);
            case "conversation.item.truncate" -> conversation.truncate(json);
            case "conversation.item.delete" -> conversation.delete(json);
            case "conversation.item.retrieve" -> conversation.retrieve(json);
            case "response.create" -> respond(json.path("response"));
            default -> cancel(json);
        };
    }

    private void violation(String rule, Problem problem, @Nullable String cause)
            throws IOException {
        visit.desk().violation(rule, problem.message());
        line.refuse(problem, cause);
    }

    // What the session is.

    private Optional<Problem> update(ObjectNode json) throws IOException {
        if (!(json.path("session") instanceof ObjectNode session)) {
            return Optional.of(Problem.missing("session"));
        }
        var before = config.input();
        var problem = config.update(session, hasSpoken);
        if (problem.isPresent()) {
            return problem;
        }
        if (!before.equals(config.input())) {
            input.formatChanged();
        }
        line.send("session.updated", event -> event.set("session", shown()));
        return Optional.empty();
    }

    private ObjectNode shown() {
        return config.shown()
                .put("id", "sess_sim_" + visit.connection())
                .put("model", model)
                .put(
                        "expires_at",
                        (System.currentTimeMillis()
                                        + visit.script().delay(Delay.REALTIME_SESSION).toMillis())
                                / 1000);
    }

    // What the agent says.

    @Override
    public void turnBegan() {
        var response = active.get();
        if (response != null && config.isInterrupted()) {
            response.cancel("turn_detected");
        }
    }

    @Override
    public void turnEnded() throws IOException {
        if (config.answersTurns()) {
            var problem = respond(Json.object());
            if (problem.isPresent()) {
                line.refuse(problem.get(), null);
            }
        }
    }

    private Optional<Problem> respond(JsonNode wanted) {
        var now = active.get();
        if (now != null && !now.isCancelled()) {
            return Optional.of(
                    Problem.invalid(
                            "Conversation already has an active response in progress.",
                            null,
                            "conversation_already_has_active_response"));
        }
        var question = conversation.question(wanted.path("instructions").asText(""), model);
        var response =
                new RealtimeResponse(
                        visit,
                        line,
                        config.output(),
                        visit.script().model().answer(question),
                        wanted.path("metadata"),
                        new RealtimeResponse.Place(
                                visit.desk().nextRequest(Stage.DUPLEX), conversation.turns()),
                        over -> active.compareAndSet(over, null));
        conversation.answered(response.items());
        hasSpoken = true;
        active.set(response);
        var late = input.takeLateTranscript();
        outbox.add(() -> {
            response.pour();
            if (late != null) {
                line.send(late);
            }
        });
        return Optional.empty();
    }

    private Optional<Problem> cancel(ObjectNode json) {
        var response = active.get();
        var id = json.path("response_id").asText("");
        if (response == null || (!id.isEmpty() && !id.equals(response.id()))) {
            return Optional.of(
                    Problem.invalid(
                            "Cancellation failed: no active response found.",
                            null,
                            "response_cancel_not_active"));
        }
        response.cancel("client_cancelled");
        return Optional.empty();
    }
}
