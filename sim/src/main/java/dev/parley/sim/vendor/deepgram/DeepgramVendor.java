package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.Desk;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.wire.HttpExchange;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The door of a simulated Deepgram: which path is what, who may enter. Called on the thread of the
/// request.
public final class DeepgramVendor {
    private final Desk desk;

    public DeepgramVendor(Desk desk) {
        this.desk = desk;
    }

    private interface Room {
        void run(Visit visit, WebSocketSession session) throws IOException, InterruptedException;
    }

    /// @param path without the vendor's prefix
    public void handle(HttpExchange exchange, String path)
            throws IOException, InterruptedException {
        var visit = desk.visit(path.endsWith("/speak") ? Stage.TTS : Stage.STT, exchange);
        var request = exchange.request();
        try {
            switch (path) {
                case "/v1/listen" ->
                        enter(
                                visit,
                                ListenQuery.problem(request),
                                (one, session) ->
                                        new ListenSession(one, session, ListenQuery.of(request))
                                                .run());
                case "/v2/listen" ->
                        enter(
                                visit,
                                FluxQuery.problem(request),
                                (one, session) ->
                                        new FluxSession(one, session, FluxQuery.of(request)).run());
                case "/v1/speak" ->
                        enter(
                                visit,
                                SpeakQuery.problem(request),
                                (one, session) ->
                                        new SpeakSession(one, session, SpeakQuery.of(request))
                                                .run());
                default ->
                        Door.refuse(
                                visit, 404, "NOT_FOUND", "The requested resource does not exist.");
            }
        } finally {
            visit.end("client-gone");
        }
    }

    private static void enter(Visit visit, Optional<String> problem, Room room)
            throws IOException, InterruptedException {
        if (!Door.isOpen(visit)) {
            return;
        }
        if (problem.isPresent()) {
            visit.desk().violation("query", problem.get());
            Door.refuse(visit, 400, "Bad Request", problem.get());
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("dg-request-id", Door.requestId(visit));
        var protocols = visit.exchange().request().header("sec-websocket-protocol");
        if (!protocols.isEmpty()) {
            // A client that offers protocols wants one of them back (RFC 6455 §4.2.2).
            headers.put("Sec-WebSocket-Protocol", protocols.split(",", 2)[0].strip());
        }
        var session = visit.exchange().accept(headers);
        room.run(visit, session);
    }
}
