package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.Desk;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.wire.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The door of a simulated OpenAI: which path is what. Called on the thread of the request.
public final class OpenAiVendor {
    /// Listed where a script names none; any other is known too.
    private static final List<String> USUAL =
            List.of(
                    "gpt-6-luna",
                    "gpt-6-sol",
                    "gpt-transcribe",
                    "gpt-4o-mini-tts",
                    "gpt-realtime-2.1",
                    "gpt-realtime-2.1-mini");

    private final Desk desk;

    public OpenAiVendor(Desk desk) {
        this.desk = desk;
    }

    /// @param path without the vendor's prefix
    public void handle(HttpExchange exchange, String path)
            throws IOException, InterruptedException {
        var end = path.replaceFirst("^/openai/(v1|deployments/[^/]+)/", "/v1/");
        var visit = desk.visit(stage(end), exchange);
        try {
            switch (end) {
                case "/v1/chat/completions" -> new ChatCompletion(visit).answer();
                case "/v1/realtime" -> RealtimeDoor.enter(visit);
                case "/v1/models" -> models(visit);
                case "/v1/audio/speech" -> new SpeechRequest(visit).answer();
                case "/v1/audio/transcriptions" -> new Transcription(visit).answer();
                default -> {
                    if (end.startsWith("/v1/models/")) {
                        model(visit, end.substring("/v1/models/".length()));
                    } else {
                        Refusals.violation(
                                visit,
                                "unknown-path",
                                new Problem(
                                        404,
                                        "Invalid URL (%s %s)"
                                                .formatted(exchange.request().method(), end),
                                        Problem.INVALID,
                                        null,
                                        "unknown_url"));
                    }
                }
            }
        } finally {
            visit.end("client-gone");
        }
    }

    private static Stage stage(String path) {
        return switch (path) {
            case "/v1/audio/speech" -> Stage.TTS;
            case "/v1/audio/transcriptions" -> Stage.STT;
            case "/v1/realtime" -> Stage.DUPLEX;
            default -> Stage.LLM;
        };
    }

    private static void models(Visit visit) throws IOException {
        if (Refusals.atDoor(visit, 0, 0)) {
            return;
        }
        var body = Json.object().put("object", "list");
        var list = body.putArray("data");
        var models = visit.script().models();
        for (var model : models.isEmpty() ? USUAL : models) {
            list.add(Models.json(model));
        }
        visit.end("done");
        visit.exchange().answer(200, Headers.of(visit, "application/json"), Json.bytes(body));
    }

    private static void model(Visit visit, String name) throws IOException {
        if (Refusals.atDoor(visit, 0, 0)) {
            return;
        }
        var entry = Models.find(visit.script().models(), name);
        if (entry.isEmpty()) {
            Refusals.refuse(visit, Models.unknown(name), Map.of());
            return;
        }
        visit.end("done");
        visit.exchange()
                .answer(
                        200,
                        Headers.of(visit, "application/json"),
                        Json.bytes(Models.json(entry.get())));
    }
}
