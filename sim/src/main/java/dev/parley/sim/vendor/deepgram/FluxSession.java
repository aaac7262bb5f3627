package dev.parley.sim.vendor.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.hear.Listening;
import dev.parley.sim.vendor.hear.Stretch;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.SocketLoop;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection to `/v2/listen`: StartOfTurn, Update every 250 ms of sound, EagerEndOfTurn and
/// TurnResumed, EndOfTurn, as the turn goes. Runs on the thread of the connection.
final class FluxSession implements SocketLoop.Ears {
    private static final double UPDATE_SECONDS = 0.25;

    private final Visit visit;
    private final WebSocketSession session;
    private final FluxQuery query;
    private final String requestId;
    private final Listening listening;
    private final Outbox outbox;
    private final HearingFaults faults;
    private final IdleWatch idle;
    private FluxThresholds thresholds;
    private int sequence;
    private int turnIndex;
    private double nextUpdate = UPDATE_SECONDS;
    private boolean isKnown;
    private boolean hasStarted;
    private boolean isEager;
    private boolean hasResumed;

    FluxSession(Visit visit, WebSocketSession session, FluxQuery query) {
        this.visit = visit;
        this.session = session;
        this.query = query;
        this.thresholds = query.thresholds();
        this.requestId = Door.requestId(visit);
        this.listening =
                new Listening(
                        visit.script().hearing(),
                        () -> visit.desk().nextTurn(Stage.STT),
                        query.rate());
        this.outbox = new Outbox(visit);
        this.faults =
                new HearingFaults(
                        visit,
                        outbox,
                        session,
                        () -> {
                            visit.end("fault error");
                            session.send(
                                    error("INTERNAL_SERVER_ERROR", "An internal error occurred."));
                            session.close(1011, "");
                        });
        this.idle =
                new IdleWatch(
                        session,
                        visit.script().delay(Delay.DEEPGRAM_SILENCE),
                        () -> {
                            visit.desk().violation("silence", "no sound in time");
                            visit.end("closed 1011");
                            session.close(1011, "NET-0001");
                        });
    }

    private String error(String code, String description) {
        return Json.object()
                .put("type", "Error")
                .put("sequence_id", sequence)
                .put("code", code)
                .put("description", description)
                .toString();
    }

    void run() throws IOException, InterruptedException {
        try {
            session.send(message("Connected").toString());
            SocketLoop.run(visit, session, this);
        } finally {
            outbox.finish();
        }
    }

    @Override
    public void bytes(byte[] bytes) {
        visit.audio(bytes.length);
        if (bytes.length == 0 || bytes.length % query.coding().width() != 0) {
            visit.desk().violation("sample-cut", bytes.length + " bytes in a frame");
        }
        idle.heard();
        listening.hear(query.coding().decode(bytes), this::step);
    }

    private void step(double now, boolean isLoud) {
        var stretch = listening.stretch();
        if (stretch != null) {
            turn(stretch, now, isLoud);
        }
        if (now >= nextUpdate) {
            nextUpdate = now + (faults.spout().has(FaultKind.TOO_FAST) ? 0.02 : UPDATE_SECONDS);
            if (stretch == null || (hasStarted && !isEager)) {
                event("Update", stretch, now, stretch == null ? List.of() : words(stretch, false));
            }
        }
    }

    private void turn(Stretch stretch, double now, boolean isLoud) {
        if (!isKnown) {
            isKnown = true;
            faults.turn(stretch.turn());
        }
        if (!hasStarted && now >= nextUpdate) {
            var words = words(stretch, false);
            if (!words.isEmpty()) {
                start(stretch, now, words);
            }
        }
        double quiet = now - stretch.end();
        double sure = FluxThresholds.confidence(quiet);
        if (isEager && isLoud) {
            resume(stretch, now);
        } else if (quiet > 0.1 && (sure >= thresholds.end() || isTimeout(quiet))) {
            end(stretch, now, sure >= thresholds.end() ? "model" : "timeout");
        } else if (!isEager
                && quiet > 0.1
                && thresholds.eager() > 0
                && sure >= thresholds.eager()) {
            var whole = words(stretch, true);
            if (!hasStarted && !whole.isEmpty()) {
                start(stretch, now, whole);
            }
            isEager = true;
            event("EagerEndOfTurn", stretch, now, whole);
            if (stretch.utterance().resumes() && !hasResumed) {
                hasResumed = true;
                resume(stretch, now);
            }
        }
    }

    private boolean isTimeout(double quiet) {
        return quiet >= thresholds.timeoutMillis() / 1_000.0;
    }

    private void start(Stretch stretch, double now, List<HeardWord> words) {
        hasStarted = true;
        event("StartOfTurn", stretch, now, words);
    }

    private void resume(Stretch stretch, double now) {
        isEager = false;
        event("TurnResumed", stretch, now, words(stretch, false));
    }

    private void end(Stretch stretch, double now, String trigger) {
        var words = words(stretch, true);
        if (!hasStarted && !words.isEmpty()) {
            start(stretch, now, words);
        }
        boolean hadTurn = hasStarted;
        isKnown = false;
        hasStarted = false;
        isEager = false;
        hasResumed = false;
        listening.endStretch();
        if (hadTurn) {
            var end = info("EndOfTurn", stretch, now, words).put("trigger", trigger);
            faults.mark(end.toString());
            if (faults.spout().has(FaultKind.LATE)) {
                for (int i = 0; i < faults.spout().count(3); i++) {
                    faults.stale(info("Update", stretch, now, words).toString());
                }
            }
            turnIndex++;
        }
    }

    private void event(String event, @Nullable Stretch stretch, double now, List<HeardWord> words) {
        faults.content(info(event, stretch, now, words).toString());
    }

    private ObjectNode info(
            String event, @Nullable Stretch stretch, double now, List<HeardWord> words) {
        double from = stretch == null ? now : stretch.start();
        var info =
                message("TurnInfo")
                        .put("event", event)
                        .put("turn_index", turnIndex)
                        .put("audio_window_start", time(from))
                        .put("audio_window_end", time(now))
                        .put(
                                "transcript",
                                String.join(" ", words.stream().map(HeardWord::word).toList()));
        var list = info.putArray("words");
        for (var word : words) {
            list.addObject()
                    .put("word", word.word())
                    .put("confidence", 0.98)
                    .put("start", time(word.start()))
                    .put("end", time(word.end()));
        }
        return info.put(
                "end_of_turn_confidence",
                stretch == null ? 0.05 : FluxThresholds.confidence(now - stretch.end()));
    }

    private ObjectNode message(String type) {
        return Json.object()
                .put("type", type)
                .put("request_id", requestId)
                .put("sequence_id", sequence++);
    }

    private List<HeardWord> words(Stretch stretch, boolean isWhole) {
        return faults.spout().has(FaultKind.ZERO_BYTES) ? List.of() : stretch.words(isWhole);
    }

    private double time(double seconds) {
        var spout = faults.spout();
        double given =
                spout.has(FaultKind.WRONG_RATE)
                        ? seconds * query.rate() / spout.count(2 * query.rate())
                        : seconds;
        return Math.round(given * 1_000) / 1_000.0;
    }

    @Override
    public void text(String text) throws IOException {
        idle.heard();
        var json = Json.parse(text).orElseGet(Json::object);
        switch (json.path("type").asText()) {
            case "CloseStream" ->
                    outbox.add(() -> {
                        visit.end("done");
                        session.close(1000, "");
                    });
            case "Configure" -> configure(json);
            case "ForceEndTurn" -> force();
            default -> {
                visit.desk().violation("message", "no message of this protocol: " + text);
                visit.end("closed 1008");
                session.send(error("UNPARSABLE_CLIENT_MESSAGE", "Unknown message."));
                session.close(1008, "DATA-0000");
            }
        }
    }

    private void configure(JsonNode json) {
        var wanted = json.path("thresholds");
        var next =
                new FluxThresholds(
                        wanted.path("eot_threshold").asDouble(thresholds.end()),
                        wanted.path("eager_eot_threshold").asDouble(thresholds.eager()),
                        wanted.path("eot_timeout_ms").asInt(thresholds.timeoutMillis()));
        var problem = next.problem();
        if (problem.isPresent()) {
            visit.desk().violation("configure", problem.get());
            faults.mark(
                    message("ConfigureFailure")
                            .put("code", "INVALID_CONFIGURATION")
                            .put("description", problem.get())
                            .toString());
            return;
        }
        thresholds = next;
        var success = message("ConfigureSuccess");
        success.putObject("thresholds")
                .put("eot_threshold", next.end())
                .put("eager_eot_threshold", next.eager() == 0 ? null : next.eager())
                .put("eot_timeout_ms", next.timeoutMillis());
        success.set(
                "keyterms",
                json.path("keyterms").isArray()
                        ? json.path("keyterms")
                        : Json.object().arrayNode());
        success.set(
                "language_hints",
                json.path("language_hints").isArray()
                        ? json.path("language_hints")
                        : Json.object().arrayNode());
        faults.mark(success.toString());
    }

    private void force() {
        var stretch = listening.stretch();
        if (!visit.script().is(Switch.FORCE_END_TURN) || stretch == null) {
            faults.mark(
                    message("Warning")
                            .put("code", "FORCE_END_TURN_NO_ACTIVE_TURN")
                            .put("description", "There is no active turn.")
                            .toString());
        } else {
            end(stretch, listening.now(), "manual");
        }
    }
}
