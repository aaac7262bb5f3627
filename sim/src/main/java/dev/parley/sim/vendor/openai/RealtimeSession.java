package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.hear.Listening;
import dev.parley.sim.vendor.hear.Stretch;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.ModelQuestion;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.wire.Message;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One connection to `/v1/realtime`: hears by the energy of the sound, in the sound's own time,
/// thinks by the script's model and speaks by its voice. Runs on the thread of the connection; an
/// outbox speaks.
final class RealtimeSession {
    private static final int CONTENT_MOST = 15 * 1024 * 1024;
    private static final int SHORTEST_COMMIT_MILLIS = 100;
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

    private final Visit visit;
    private final WebSocketSession socket;
    private final String model;
    private final ObjectNode config = usual();
    private final List<RealtimeItem> items = new ArrayList<>();
    private final Outbox outbox;
    private final AtomicReference<@Nullable RealtimeResponse> active = new AtomicReference<>();
    private final AtomicLong ids = new AtomicLong();
    private @Nullable Listening listening;
    private @Nullable String speaking;
    private long uncommittedSamples;
    private boolean hasSpoken;
    private @Nullable String lateTranscript;

    RealtimeSession(Visit visit, WebSocketSession socket, String model) {
        this.visit = visit;
        this.socket = socket;
        this.model = model;
        this.outbox = new Outbox(visit);
        var _ =
                new IdleWatch(
                        socket,
                        visit.script().delay(Delay.REALTIME_SESSION),
                        () -> {
                            refuse(
                                    Problem.invalid(
                                            "Your session hit the maximum duration of 60 minutes.",
                                            null,
                                            "session_expired"),
                                    null);
                            visit.end("closed 1001");
                            socket.close(1001, "session_expired");
                        });
    }

    private static ObjectNode usual() {
        return Json.parse(
                        """
                        {"type":"realtime","object":"realtime.session","output_modalities":["audio"],
                         "instructions":"","tools":[],"tool_choice":"auto","max_output_tokens":"inf",
                         "truncation":"auto","audio":{"input":{"format":{"type":"audio/pcm","rate":24000},
                         "transcription":null,"noise_reduction":null,
                         "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,
                         "silence_duration_ms":500,"create_response":true,"interrupt_response":true}},
                         "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"alloy","speed":1.0}}}
                        """)
                .orElseThrow();
    }

    void run() throws IOException, InterruptedException {
        try {
            send("session.created", event -> event.set("session", shown()));
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

    private ObjectNode shown() {
        return config.deepCopy()
                .put("id", "sess_sim_" + visit.connection())
                .put("model", model)
                .put(
                        "expires_at",
                        (System.currentTimeMillis()
                                        + visit.script().delay(Delay.REALTIME_SESSION).toMillis())
                                / 1000);
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
        handle(type, json, cause)
                .ifPresent(problem -> {
                    // What crossed with the vendor's own decision is nobody's fault.
                    if (!Set.of(
                                    "response_cancel_not_active",
                                    "conversation_already_has_active_response")
                            .contains(String.valueOf(problem.code()))) {
                        visit.desk().violation(type, problem.message());
                    }
                });
    }

    private Optional<Problem> handle(String type, ObjectNode json, @Nullable String cause)
            throws IOException {
        var problem =
                switch (type) {
                    case "session.update" -> update(json);
                    case "input_audio_buffer.append" -> append(json);
                    case "input_audio_buffer.commit" -> commitNow();
                    case "input_audio_buffer.clear" -> clear();
                    case "conversation.item.create" -> create(json);
                    case "conversation.item.truncate" -> truncate(json);
                    case "conversation.item.delete" -> delete(json);
                    case "conversation.item.retrieve" -> retrieve(json);
                    case "response.create" -> respond(json.path("response"));
                    default -> cancel(json);
                };
        if (problem.isPresent()) {
            refuse(problem.get(), cause);
        }
        return problem;
    }

    // What the session is.

    private Optional<Problem> update(ObjectNode json) throws IOException {
        if (!(json.path("session") instanceof ObjectNode session)) {
            return Optional.of(Problem.missing("session"));
        }
        var problem = RealtimeRules.problem(session, config, hasSpoken);
        if (problem.isPresent()) {
            return problem;
        }
        var before = config.at("/audio/input/format").deepCopy();
        RealtimeRules.merge(config, session);
        if (!before.equals(config.at("/audio/input/format"))) {
            listening = null;
        }
        send("session.updated", event -> event.set("session", shown()));
        return Optional.empty();
    }

    Coding coding(String way) {
        return switch (config.at("/audio/" + way + "/format/type").asText()) {
            case "audio/pcmu" -> Coding.MULAW;
            case "audio/pcma" -> Coding.ALAW;
            default -> Coding.LINEAR16;
        };
    }

    int rate(String way) {
        return coding(way) == Coding.LINEAR16 ? 24_000 : 8_000;
    }

    private JsonNode detection() {
        return config.at("/audio/input/turn_detection");
    }

    // What the caller says.

    private Optional<Problem> append(ObjectNode json) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.path("audio").asText());
        } catch (IllegalArgumentException _) {
            return Optional.of(
                    Problem.invalid("Invalid 'audio': not base64.", "audio", "invalid_value"));
        }
        if (!json.path("audio").isTextual() || bytes.length > CONTENT_MOST) {
            return Optional.of(
                    Problem.invalid(
                            "Invalid 'audio': expected at most 15 MiB in base64.",
                            "audio",
                            "invalid_value"));
        }
        visit.audio(bytes.length);
        var coding = coding("input");
        if (bytes.length % coding.width() != 0) {
            return Optional.of(
                    Problem.invalid(
                            "Invalid 'audio': expected whole samples.", "audio", "invalid_value"));
        }
        var samples = coding.decode(bytes);
        uncommittedSamples += samples.length;
        var failure = new IOException[1];
        listening()
                .hear(
                        samples,
                        (now, _) -> {
                            try {
                                step(now);
                            } catch (IOException e) {
                                failure[0] = e;
                            }
                        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return Optional.empty();
    }

    private Listening listening() {
        var now = listening;
        if (now == null) {
            now =
                    new Listening(
                            visit.script().hearing(),
                            () -> visit.desk().nextTurn(Stage.DUPLEX),
                            rate("input"));
            listening = now;
        }
        return now;
    }

    private void step(double now) throws IOException {
        var stretch = listening().stretch();
        if (stretch == null || detection().isNull()) {
            return;
        }
        if (speaking == null) {
            begin(stretch);
        } else if (now - stretch.end()
                >= detection().path("silence_duration_ms").asInt(500) / 1000.0 - 1e-6) {
            var item = speaking;
            send(
                    "input_audio_buffer.speech_stopped",
                    event ->
                            event.put("audio_end_ms", Math.round(1000 * now)).put("item_id", item));
            commit(item, stretch);
            if (detection().path("create_response").asBoolean(true)) {
                var problem = respond(Json.object());
                if (problem.isPresent()) {
                    refuse(problem.get(), null);
                }
            }
        }
    }

    private void begin(Stretch stretch) throws IOException {
        var item = id("item");
        speaking = item;
        long from =
                Math.round(1000 * stretch.start())
                        - detection().path("prefix_padding_ms").asInt(300);
        send(
                "input_audio_buffer.speech_started",
                event -> event.put("audio_start_ms", Math.max(0, from)).put("item_id", item));
        var response = active.get();
        if (response != null && detection().path("interrupt_response").asBoolean(true)) {
            response.cancel("turn_detected");
        }
    }

    private Optional<Problem> commitNow() throws IOException {
        if (uncommittedSamples < (long) SHORTEST_COMMIT_MILLIS * rate("input") / 1000) {
            return Optional.of(
                    Problem.invalid(
                            "Error committing input audio buffer: buffer too small.",
                            null,
                            "input_audio_buffer_commit_empty"));
        }
        commit(speaking == null ? id("item") : speaking, listening().stretch());
        return Optional.empty();
    }

    private void commit(String itemId, @Nullable Stretch stretch) throws IOException {
        var words =
                stretch == null
                        ? ""
                        : stretch.words(true).stream()
                                .map(HeardWord::word)
                                .collect(Collectors.joining(" "));
        listening().endStretch();
        speaking = null;
        uncommittedSamples = 0;
        var before = last();
        send(
                "input_audio_buffer.committed",
                event -> event.put("previous_item_id", before).put("item_id", itemId));
        added(RealtimeItem.heard(itemId, words), before);
        if (config.at("/audio/input/transcription").isObject()) {
            transcribe(itemId, words);
        }
    }

    private void transcribe(String itemId, String words) throws IOException {
        if (visit.script().is(Switch.TRANSCRIPT_FAILS)) {
            send(
                    "conversation.item.input_audio_transcription.failed",
                    event ->
                            event.put("item_id", itemId)
                                    .put("content_index", 0)
                                    .putObject("error")
                                    .put("type", "server_error")
                                    .put("code", "audio_unintelligible")
                                    .put("message", "The audio could not be transcribed."));
            return;
        }
        var whole =
                event("conversation.item.input_audio_transcription.completed")
                        .put("item_id", itemId)
                        .put("content_index", 0)
                        .put("transcript", words);
        whole.putObject("usage").put("type", "duration").put("seconds", 1);
        if (visit.script().is(Switch.TRANSCRIPT_AFTER_ANSWER)) {
            lateTranscript = whole.toString();
            return;
        }
        send(
                "conversation.item.input_audio_transcription.delta",
                event -> event.put("item_id", itemId).put("content_index", 0).put("delta", words));
        socket.send(whole.toString());
    }

    private Optional<Problem> clear() throws IOException {
        uncommittedSamples = 0;
        listening().endStretch();
        speaking = null;
        send("input_audio_buffer.cleared", _ -> {});
        return Optional.empty();
    }

    // The conversation.

    private @Nullable String last() {
        return items.isEmpty() ? null : items.getLast().id();
    }

    private Optional<RealtimeItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private void added(RealtimeItem item, @Nullable String before) throws IOException {
        items.add(item);
        for (var type : List.of("conversation.item.added", "conversation.item.done")) {
            send(
                    type,
                    event ->
                            event.put("previous_item_id", before)
                                    .set("item", item.shown("completed")));
        }
    }

    private Optional<Problem> create(ObjectNode json) throws IOException {
        if (!(json.path("item") instanceof ObjectNode item)) {
            return Optional.of(Problem.missing("item"));
        }
        var id = item.path("id").asText("");
        if (id.length() > 32 || (!id.isEmpty() && item(id).isPresent())) {
            return invalid("item.id", "a new id of at most 32 characters");
        }
        var before = json.path("previous_item_id").asText("root");
        if (!before.equals("root") && item(before).isEmpty()) {
            return invalid("previous_item_id", "the id of an item");
        }
        var problem =
                switch (item.path("type").asText()) {
                    case "message" -> message(item);
                    case "function_call" ->
                            item.path("call_id").asText().isEmpty()
                                            || item.path("name").asText().isEmpty()
                                            || !item.path("arguments").isTextual()
                                    ? invalid("item", "call_id, name and arguments")
                                    : Optional.<Problem>empty();
                    case "function_call_output" -> output(item);
                    default -> invalid("item.type", "message, function_call or its output");
                };
        if (problem.isEmpty()) {
            added(new RealtimeItem(id.isEmpty() ? id("item") : id, item.deepCopy()), last());
        }
        return problem;
    }

    private static Optional<Problem> message(ObjectNode item) {
        var allowed =
                switch (item.path("role").asText()) {
                    case "system" -> Set.of("input_text");
                    case "user" -> Set.of("input_text", "input_audio");
                    case "assistant" -> Set.of("output_text", "output_audio");
                    default -> Set.<String>of();
                };
        for (var part : item.path("content")) {
            var type = part.path("type").asText();
            if (!allowed.contains(type)) {
                return invalid("item.content[].type", "one of " + allowed);
            }
            if (type.endsWith("_text") && !part.path("text").isTextual()) {
                return invalid("item.content[].text", "a text");
            }
        }
        return item.path("content").isEmpty()
                ? invalid("item.content", "at least one part")
                : Optional.empty();
    }

    private Optional<Problem> output(ObjectNode item) {
        var callId = item.path("call_id").asText();
        boolean isKnown =
                items.stream()
                        .anyMatch(one ->
                                one.type().equals("function_call") && one.callId().equals(callId));
        return isKnown && item.path("output").isTextual()
                ? Optional.empty()
                : invalid("item.call_id", "the id of a call, and an output");
    }

    private Optional<Problem> truncate(ObjectNode json) throws IOException {
        var id = json.path("item_id").asText();
        var cut = item(id).filter(item -> item.soundMillis() >= 0).orElse(null);
        long millis = json.path("audio_end_ms").asLong(-1);
        if (cut == null) {
            return invalid("item_id", "an item of the assistant with sound");
        }
        if (json.path("content_index").asInt(-1) != 0) {
            return invalid("content_index", "0");
        }
        if (millis < 0 || millis > cut.soundMillis()) {
            return invalid("audio_end_ms", "0 to " + cut.soundMillis());
        }
        send(
                "conversation.item.truncated",
                event ->
                        event.put("item_id", id)
                                .put("content_index", 0)
                                .put("audio_end_ms", millis));
        return Optional.empty();
    }

    private Optional<Problem> delete(ObjectNode json) throws IOException {
        var id = json.path("item_id").asText();
        if (!items.removeIf(item -> item.id().equals(id))) {
            return unknownItem("item_delete_invalid_item_id");
        }
        send("conversation.item.deleted", event -> event.put("item_id", id));
        return Optional.empty();
    }

    private Optional<Problem> retrieve(ObjectNode json) throws IOException {
        var found = item(json.path("item_id").asText());
        if (found.isEmpty()) {
            return unknownItem("item_retrieve_invalid_item_id");
        }
        send(
                "conversation.item.retrieved",
                event -> event.set("item", found.get().shown("completed")));
        return Optional.empty();
    }

    private static Optional<Problem> unknownItem(String code) {
        return Optional.of(Problem.invalid("No such item.", "item_id", code));
    }

    private static Optional<Problem> invalid(String param, String expected) {
        return Optional.of(
                Problem.invalid(
                        "Invalid value: '%s'. Expected %s.".formatted(param, expected),
                        param,
                        "invalid_value"));
    }

    // What the agent says.

    private Optional<Problem> respond(JsonNode wanted) throws IOException {
        var now = active.get();
        if (now != null && !now.isCancelled()) {
            return Optional.of(
                    Problem.invalid(
                            "Conversation already has an active response in progress.",
                            null,
                            "conversation_already_has_active_response"));
        }
        var question = question(wanted.path("instructions").asText(""));
        var response =
                new RealtimeResponse(
                        this,
                        visit,
                        socket,
                        id("resp"),
                        visit.script().model().answer(question),
                        wanted.path("metadata"),
                        visit.desk().nextRequest(Stage.DUPLEX),
                        turns());
        response.items().forEach(items::add);
        hasSpoken = true;
        active.set(response);
        var late = lateTranscript;
        lateTranscript = null;
        outbox.add(() -> {
            response.pour();
            if (late != null) {
                socket.send(late);
            }
        });
        return Optional.empty();
    }

    private long turns() {
        return items.stream().filter(item -> item.role().equals("user")).count();
    }

    /// An instruction for one answer stands in the place of what the user said.
    private ModelQuestion question(String instruction) {
        var user =
                items.stream()
                        .filter(item -> item.role().equals("user"))
                        .reduce((_, later) -> later)
                        .map(RealtimeItem::words)
                        .orElse("");
        var lastItem = items.isEmpty() ? null : items.getLast();
        boolean isOutcome = lastItem != null && lastItem.type().equals("function_call_output");
        var tool =
                lastItem == null || !isOutcome
                        ? ""
                        : items.stream()
                                .filter(item ->
                                        item.type().equals("function_call")
                                                && item.callId().equals(lastItem.callId()))
                                .map(item -> item.text("name"))
                                .findFirst()
                                .orElse("");
        return new ModelQuestion(
                (int) turns(),
                instruction.isEmpty() ? user : instruction,
                tool,
                lastItem == null || !isOutcome ? "" : lastItem.text("output"),
                model);
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

    /// The response is over; before the client learns it.
    void over(RealtimeResponse response) {
        active.compareAndSet(response, null);
    }

    // Sending.

    /// Fills an event.
    interface Filling {
        void fill(ObjectNode event);
    }

    ObjectNode event(String type) {
        return RealtimeEvents.event(id("event"), type);
    }

    String id(String kind) {
        return kind + "_" + visit.connection() + "_" + ids.incrementAndGet();
    }

    private void send(String type, Filling filling) throws IOException {
        var event = event(type);
        filling.fill(event);
        socket.send(event.toString());
    }

    private void violation(String rule, Problem problem, @Nullable String cause)
            throws IOException {
        visit.desk().violation(rule, problem.message());
        refuse(problem, cause);
    }

    void refuse(Problem problem, @Nullable String cause) throws IOException {
        socket.send(RealtimeEvents.error(id("event"), problem, cause));
    }
}
