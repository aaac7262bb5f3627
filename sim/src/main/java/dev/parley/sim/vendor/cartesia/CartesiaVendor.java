package dev.parley.sim.vendor.cartesia;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.Desk;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.wire.HttpExchange;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The door of a simulated Cartesia. Called on the thread of the request.
public final class CartesiaVendor {
    private static final Set<String> VERSIONS =
            Set.of("2024-11-13", "2025-04-16", "2026-03-01", "2026-08-14");

    private final Desk desk;

    public CartesiaVendor(Desk desk) {
        this.desk = desk;
    }

    /// @param path without the vendor's prefix
    public void handle(HttpExchange exchange, String path)
            throws IOException, InterruptedException {
        var visit = desk.visit(Stage.TTS, exchange);
        try {
            if (!path.equals("/tts/websocket")) {
                refuse(
                        visit,
                        new CartesiaProblem(404, "not_found", "Not found", "No such path."),
                        Map.of());
            } else if (isWelcome(visit)) {
                var version = version(exchange.request());
                var session = exchange.accept(Map.of("cartesia-version", version));
                new SonicSession(visit, session, version).run();
            }
        } finally {
            visit.end("client-gone");
        }
    }

    private static String version(HttpRequest request) {
        return request.query("cartesia_version", request.header("cartesia-version"));
    }

    private static boolean isWelcome(Visit visit) throws IOException {
        var request = visit.exchange().request();
        var key = visit.script().key(visit.desk().vendor());
        if (!List.of(
                        request.header("x-api-key"),
                        request.header("authorization").replaceFirst("^Bearer ", ""),
                        request.query("api_key", ""),
                        request.query("access_token", ""))
                .contains(key)) {
            refuse(visit, CartesiaProblem.key(), Map.of());
            return false;
        }
        var fault = visit.refusalAtDoor();
        if (fault.isPresent() && fault.get().kind() == FaultKind.REFUSE) {
            visit.end("fault refuse");
            visit.exchange().cut();
            return false;
        }
        if (fault.isPresent()) {
            boolean hasTime =
                    fault.get().kind() == FaultKind.RATE && !fault.get().parameter().equals("none");
            refuse(
                    visit,
                    CartesiaProblem.of(fault.get()),
                    hasTime
                            ? Map.of("Retry-After", String.valueOf(fault.get().count(1)))
                            : Map.of());
            return false;
        }
        if (!VERSIONS.contains(version(request))) {
            var what =
                    "expected a Cartesia-Version of %s, got \"%s\""
                            .formatted(VERSIONS.stream().sorted().toList(), version(request));
            visit.desk().violation("version", what);
            refuse(visit, CartesiaProblem.invalid(what), Map.of());
            return false;
        }
        if (!request.header("upgrade").equalsIgnoreCase("websocket")) {
            visit.desk().violation("upgrade", "a request without Upgrade: websocket");
            refuse(visit, CartesiaProblem.invalid("Expected a WebSocket upgrade."), Map.of());
            return false;
        }
        return true;
    }

    private static void refuse(Visit visit, CartesiaProblem problem, Map<String, String> more)
            throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        visit.end("refused " + problem.status());
        visit.exchange()
                .answer(
                        problem.status(),
                        headers,
                        Json.bytes(problem.json("req_sim_" + visit.connection())));
    }
}
