package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One response of a Realtime session: in which order and time its events go out, and which fault
/// strikes it. Made on the thread of the connection, poured out by the outbox.
final class RealtimeResponse {
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int LATE_PIECES = 3;
    private static final int IN_FLIGHT = 2;
    private static final int PAYMENT = 402;

    private final Visit visit;
    private final RealtimeLine line;
    private final RealtimeConfig.Sound sound;
    private final String id;
    private final ModelReply reply;
    private final Place place;
    private final Consumer<RealtimeResponse> over;
    private final ResponseEvents events;
    private final @Nullable RealtimeItem spoken;
    private final List<RealtimeItem> calls = new ArrayList<>();
    private final SocketOutlet outlet;
    private volatile @Nullable String cancelled;

    /// Which it is, for the faults.
    record Place(long request, long turn) {}

    /// @param over is told that it is over, before the client learns it
    RealtimeResponse(
            Visit visit,
            RealtimeLine line,
            RealtimeConfig.Sound sound,
            ModelReply reply,
            JsonNode metadata,
            Place place,
            Consumer<RealtimeResponse> over) {
        this.visit = visit;
        this.line = line;
        this.sound = sound;
        this.id = line.id("resp");
        this.reply = reply;
        this.place = place;
        this.over = over;
        this.events = new ResponseEvents(line, id, metadata);
        this.spoken =
                reply.say().isBlank() ? null : RealtimeItem.answer(line.id("item"), reply.say());
        for (var call : reply.calls()) {
            calls.add(
                    RealtimeItem.call(
                            line.id("item"), line.id("call"), call.tool(), call.arguments()));
        }
        this.outlet = line.outlet(this::breaks);
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
        line.refuse(Problem.BROKEN, null);
        visit.end("fault error");
        line.close(1011, "server_error");
    }

    void pour() throws IOException, InterruptedException {
        Optional<FaultRule> refusal = visit.refusal(place.request(), place.turn());
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        var fault = visit.inStream(place.request(), place.turn());
        var spout = new Spout<Frame>(outlet, fault, visit.script());
        pause(Spout.firstWait(fault, visit.script(), Delay.FIRST_TOKEN));
        outlet.send(events.created());
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
        line.refuse(problem, null);
        visit.end("fault " + fault.kind());
        line.close(1008, String.valueOf(problem.code()));
        throw new Struck(fault.kind().toString(), Struck.After.LEFT);
    }

    private void fails(String code) throws IOException {
        outlet.send(events.created());
        over.accept(this);
        outlet.send(events.failed(code));
    }

    private void speak(RealtimeItem item, Spout<Frame> spout)
            throws IOException, InterruptedException {
        send(events.opened(item, 0));
        outlet.send(events.partOpened(item));
        var rendering =
                Rendering.of(visit.script(), reply.say(), sound.coding(), sound.rate(), spout);
        boolean hasTimes = rendering.pieces().stream().anyMatch(piece -> !piece.words().isEmpty());
        if (!hasTimes) {
            spout.content(events.words(item, reply.say()));
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
                spout.content(events.words(item, (isFirst ? "" : " ") + word.word()));
                isFirst = false;
            }
            bytes += piece.bytes().length;
            item.sounded(1000 * bytes / ((long) sound.rate() * sound.coding().width()));
            spout.content(events.sound(item, piece.bytes()));
            if (cancelled == null) {
                pause(spout.nextWait(visit.script().delay(Delay.BETWEEN_SOUNDS)));
            }
        }
        send(events.partClosed(item, reply.say()));
        send(events.closed(item, 0, cancelled == null));
    }

    private void call(RealtimeItem item, int index, Spout<Frame> spout)
            throws IOException, InterruptedException {
        send(events.opened(item, index));
        var arguments = item.text("arguments");
        int half = arguments.length() / 2;
        for (var delta : List.of(arguments.substring(0, half), arguments.substring(half))) {
            if (!delta.isEmpty()) {
                spout.content(events.argumentsDelta(item, index, delta));
            }
        }
        outlet.send(events.argumentsDone(item, index));
        send(events.closed(item, index, cancelled == null));
    }

    private void end(Spout<Frame> spout) throws IOException, InterruptedException {
        var done = done();
        over.accept(this);
        spout.mark(done);
        outlet.send(events.rateLimits());
        if (spoken != null && spout.has(FaultKind.LATE)) {
            for (int i = 0; i < spout.count(LATE_PIECES); i++) {
                outlet.send(events.sound(spoken, new byte[320]));
            }
        }
    }

    private Frame done() {
        var made =
                new ResponseEvents.Made(
                        items(),
                        spoken == null ? 0 : spoken.soundMillis(),
                        Tokens.words(reply.say()));
        var reason = cancelled;
        if (reason != null) {
            return events.cancelled(reason, made);
        }
        return switch (reply.finish()) {
            case "length" -> events.incomplete("max_output_tokens", made);
            case "content_filter" -> events.incomplete("content_filter", made);
            default -> events.completed(made);
        };
    }

    private void send(List<Frame> frames) throws IOException {
        for (var frame : frames) {
            outlet.send(frame);
        }
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
