package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.Frame;
import dev.parley.sim.vendor.host.SocketOutlet;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.voice.Rendering;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One response of a Realtime session, in the order of events that the vendor's guide shows. Made
/// on the thread of the connection, poured out by the outbox.
final class RealtimeResponse {
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int LATE_PIECES = 3;
    private static final int IN_FLIGHT = 2;
    private static final int PAYMENT = 402;

    private final RealtimeSession session;
    private final Visit visit;
    private final WebSocketSession socket;
    private final String id;
    private final ModelReply reply;
    private final JsonNode metadata;
    private final long request;
    private final long turn;
    private final List<RealtimeItem> calls = new ArrayList<>();
    private final @Nullable RealtimeItem spoken;
    private final SocketOutlet outlet;
    private volatile @Nullable String cancelled;

    RealtimeResponse(
            RealtimeSession session,
            Visit visit,
            WebSocketSession socket,
            String id,
            ModelReply reply,
            JsonNode metadata,
            long request,
            long turn) {
        this.session = session;
        this.visit = visit;
        this.socket = socket;
        this.id = id;
        this.reply = reply;
        this.metadata = metadata;
        this.request = request;
        this.turn = turn;
        this.spoken =
                reply.say().isBlank() ? null : RealtimeItem.answer(session.id("item"), reply.say());
        for (var call : reply.calls()) {
            calls.add(
                    RealtimeItem.call(
                            session.id("item"), session.id("call"), call.tool(), call.arguments()));
        }
        this.outlet = new SocketOutlet(socket, this::breaks);
    }

    String id() {
        return id;
    }

    List<RealtimeItem> items() {
        var items = new ArrayList<RealtimeItem>();
        if (spoken != null) {
            items.add(spoken);
        }
        items.addAll(calls);
        return items;
    }

    /// It stops soon.
    void cancel(String reason) {
        if (cancelled == null) {
            cancelled = reason;
        }
    }

    boolean isCancelled() {
        return cancelled != null;
    }

    private void breaks() throws IOException {
        session.refuse(Problem.BROKEN, null);
        visit.end("fault error");
        socket.close(1011, "server_error");
    }

    void pour() throws IOException, InterruptedException {
        Optional<FaultRule> refusal = visit.refusal(request, turn);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        var fault = visit.inStream(request, turn);
        var spout = new Spout<Frame>(outlet, fault, visit.script());
        pause(Spout.firstWait(fault, visit.script(), Delay.FIRST_TOKEN));
        outlet.send(
                frame(
                        session.event("response.created"),
                        event ->
                                event.set(
                                        "response",
                                        RealtimeEvents.response(id, "in_progress", metadata))));
        if (spoken != null && cancelled == null) {
            speak(spoken, spout);
        }
        for (int i = 0; i < calls.size() && cancelled == null; i++) {
            call(calls.get(i), (spoken == null ? 0 : 1) + i, spout);
        }
        end(spout);
    }

    private void refuse(FaultRule fault) throws IOException {
        switch (fault.kind()) {
            case REFUSE -> throw new Struck("refuse", Struck.After.CUT);
            case UNAUTHORIZED ->
                    dies(
                            fault,
                            new Problem(
                                    401,
                                    "Incorrect API key provided.",
                                    Problem.INVALID,
                                    null,
                                    "invalid_api_key"));
            case PAYMENT ->
                    dies(
                            fault,
                            new Problem(
                                    PAYMENT,
                                    "You exceeded your current quota.",
                                    "insufficient_quota",
                                    null,
                                    "insufficient_quota"));
            case RATE -> fails("rate_limit_exceeded");
            case SERVER,
                    SLOW_FIRST_BYTE,
                    STALL,
                    CUT,
                    ERROR,
                    GARBAGE,
                    SPLIT_UTF8,
                    DUPLICATE,
                    LATE,
                    WRONG_RATE,
                    ZERO_BYTES,
                    TOO_FAST,
                    TOO_SLOW ->
                    fails("server_error");
        }
    }

    private void dies(FaultRule fault, Problem problem) throws IOException {
        session.refuse(problem, null);
        visit.end("fault " + fault.kind());
        socket.close(1008, String.valueOf(problem.code()));
        throw new Struck(fault.kind().toString(), Struck.After.LEFT);
    }

    private void fails(String code) throws IOException {
        outlet.send(
                frame(
                        session.event("response.created"),
                        event ->
                                event.set(
                                        "response",
                                        RealtimeEvents.response(id, "in_progress", metadata))));
        var response = RealtimeEvents.response(id, "failed", metadata);
        response.putObject("status_details")
                .put("type", "failed")
                .putObject("error")
                .put("type", code.equals("server_error") ? code : "rate_limit_error")
                .put("code", code);
        session.over(this);
        outlet.send(
                frame(session.event("response.done"), event -> event.set("response", response)));
    }

    private void speak(RealtimeItem item, Spout<Frame> spout)
            throws IOException, InterruptedException {
        opened(item, 0);
        outlet.send(frame(part("response.content_part.added", item), _ -> {}));
        var rendering =
                Rendering.of(
                        visit.script(),
                        reply.say(),
                        session.coding("output"),
                        session.rate("output"),
                        spout);
        boolean hasTimes = rendering.pieces().stream().anyMatch(piece -> !piece.words().isEmpty());
        if (!hasTimes) {
            spout.content(words(item, reply.say()));
        }
        long bytes = 0;
        int afterCancel = 0;
        boolean isFirst = true;
        for (var piece : rendering.pieces()) {
            if (cancelled != null
                    && (afterCancel == IN_FLIGHT
                            || !visit.script().is(Switch.SOUND_BEFORE_CANCELLED))) {
                break;
            }
            afterCancel += cancelled == null ? 0 : 1;
            for (var word : piece.words()) {
                spout.content(words(item, (isFirst ? "" : " ") + word.word()));
                isFirst = false;
            }
            bytes += piece.bytes().length;
            item.sounded(millis(bytes));
            spout.content(sound(item, piece.bytes()));
            if (cancelled == null) {
                pause(spout.nextWait(visit.script().delay(Delay.BETWEEN_SOUNDS)));
            }
        }
        outlet.send(frame(content("response.output_audio.done", item), _ -> {}));
        outlet.send(
                frame(
                        content("response.output_audio_transcript.done", item),
                        event -> event.put("transcript", reply.say())));
        outlet.send(frame(part("response.content_part.done", item), _ -> {}));
        closed(item, 0);
    }

    private long millis(long bytes) {
        return 1000 * bytes / ((long) session.rate("output") * session.coding("output").width());
    }

    private void call(RealtimeItem item, int index, Spout<Frame> spout)
            throws IOException, InterruptedException {
        opened(item, index);
        var arguments = item.text("arguments");
        int half = arguments.length() / 2;
        for (var delta : List.of(arguments.substring(0, half), arguments.substring(half))) {
            if (!delta.isEmpty()) {
                spout.content(
                        frame(
                                content("response.function_call_arguments.delta", item),
                                event ->
                                        event.put("output_index", index)
                                                .put("call_id", item.callId())
                                                .put("delta", delta)));
            }
        }
        outlet.send(
                frame(
                        content("response.function_call_arguments.done", item),
                        event ->
                                event.put("output_index", index)
                                        .put("call_id", item.callId())
                                        .put("name", item.text("name"))
                                        .put("arguments", arguments)));
        closed(item, index);
    }

    private void opened(RealtimeItem item, int index) throws IOException {
        outlet.send(
                frame(
                        session.event("response.output_item.added"),
                        event ->
                                event.put("response_id", id)
                                        .put("output_index", index)
                                        .set("item", item.shown("in_progress"))));
        outlet.send(
                frame(
                        session.event("conversation.item.added"),
                        event -> event.set("item", item.shown("in_progress"))));
    }

    private void closed(RealtimeItem item, int index) throws IOException {
        var status = cancelled == null ? "completed" : "incomplete";
        outlet.send(
                frame(
                        session.event("conversation.item.done"),
                        event -> event.set("item", item.shown(status))));
        outlet.send(
                frame(
                        session.event("response.output_item.done"),
                        event ->
                                event.put("response_id", id)
                                        .put("output_index", index)
                                        .set("item", item.shown(status))));
    }

    private void end(Spout<Frame> spout) throws IOException, InterruptedException {
        var reason = cancelled;
        var response =
                RealtimeEvents.response(
                        id,
                        reason != null ? "cancelled" : isIncomplete() ? "incomplete" : "completed",
                        metadata);
        if (reason != null) {
            response.putObject("status_details").put("type", "cancelled").put("reason", reason);
        } else if (isIncomplete()) {
            response.putObject("status_details")
                    .put("type", "incomplete")
                    .put(
                            "reason",
                            reply.finish().equals("content_filter")
                                    ? "content_filter"
                                    : "max_output_tokens");
        }
        var output = response.putArray("output");
        items().forEach(item -> output.add(item.shown("completed")));
        usage(response);
        session.over(this);
        spout.mark(frame(session.event("response.done"), event -> event.set("response", response)));
        outlet.send(
                frame(
                        session.event("rate_limits.updated"),
                        event ->
                                event.putArray("rate_limits")
                                        .addObject()
                                        .put("name", "requests")
                                        .put("limit", 1000)
                                        .put("remaining", 999)
                                        .put("reset_seconds", 0.06)));
        if (spoken != null && spout.has(FaultKind.LATE)) {
            for (int i = 0; i < spout.count(LATE_PIECES); i++) {
                outlet.send(sound(spoken, new byte[320]));
            }
        }
    }

    private boolean isIncomplete() {
        return reply.finish().equals("length") || reply.finish().equals("content_filter");
    }

    private void usage(ObjectNode response) {
        long sound = spoken == null ? 0 : spoken.soundMillis() / 50;
        int words = Tokens.words(reply.say());
        var usage = response.putObject("usage");
        usage.put("total_tokens", 100 + sound + words)
                .put("input_tokens", 100)
                .put("output_tokens", sound + words);
        usage.putObject("input_token_details")
                .put("text_tokens", 60)
                .put("audio_tokens", 40)
                .put("image_tokens", 0)
                .put("cached_tokens", 16)
                .putObject("cached_tokens_details")
                .put("text_tokens", 16)
                .put("audio_tokens", 0);
        usage.putObject("output_token_details")
                .put("text_tokens", words)
                .put("audio_tokens", sound);
    }

    private Frame words(RealtimeItem item, String delta) {
        return frame(
                content("response.output_audio_transcript.delta", item),
                event -> event.put("delta", delta));
    }

    private Frame sound(RealtimeItem item, byte[] bytes) {
        return frame(
                content("response.output_audio.delta", item),
                event -> event.put("delta", Base64.getEncoder().encodeToString(bytes)));
    }

    private ObjectNode part(String type, RealtimeItem item) {
        var event = content(type, item);
        event.putObject("part").put("type", "audio").put("transcript", "");
        return event;
    }

    private ObjectNode content(String type, RealtimeItem item) {
        return session.event(type)
                .put("response_id", id)
                .put("item_id", item.id())
                .put("output_index", 0)
                .put("content_index", 0);
    }

    private static Frame frame(ObjectNode event, RealtimeSession.Filling filling) {
        filling.fill(event);
        return new Frame.Text(event.toString());
    }

    /// Waits so long, or until nobody wants it any more.
    private void pause(Duration time) throws IOException, InterruptedException {
        var left = time;
        while (left.isPositive() && cancelled == null) {
            outlet.pause(left.compareTo(GLANCE) < 0 ? left : GLANCE);
            left = left.minus(GLANCE);
        }
    }
}
