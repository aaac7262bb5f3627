package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Visit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Who is let in, and how others are told: status, `dg-error`, and a body of `err_code`, `err_msg`,
/// `request_id`.
final class Door {
    private Door() {}

    static String requestId(Visit visit) {
        return "5f0c0000-0000-4000-8000-%012d".formatted(visit.connection());
    }

    /// False if the visit is over.
    static boolean isOpen(Visit visit) throws IOException {
        var request = visit.exchange().request();
        var key = visit.script().key(visit.desk().vendor());
        var given = request.header("authorization");
        var protocol = request.header("sec-websocket-protocol").replace(" ", "");
        if (!given.equals("Token " + key)
                && !given.equals("Bearer " + key)
                && !Set.of("token," + key, "bearer," + key).contains(protocol)) {
            refuse(visit, 401, "INVALID_AUTH", "Invalid credentials.");
            return false;
        }
        var fault = visit.refusalAtDoor();
        if (fault.isEmpty() && !request.path().endsWith("/speak")) {
            // A recognizer's request is its connection.
            fault = visit.refusal(visit.connection(), 0);
        }
        if (fault.isPresent()) {
            refuse(visit, fault.get());
            return false;
        }
        if (visit.isTooMany()) {
            refuse(visit, 429, "TOO_MANY_REQUESTS", "Too many requests.");
            return false;
        }
        if (!request.header("upgrade").equalsIgnoreCase("websocket")) {
            visit.desk().violation("upgrade", "a request without Upgrade: websocket");
            refuse(visit, 400, "Bad Request", "Expected a WebSocket upgrade.");
            return false;
        }
        return true;
    }

    private static void refuse(Visit visit, FaultRule fault) throws IOException {
        switch (fault.kind()) {
            case REFUSE -> {
                visit.end("fault refuse");
                visit.exchange().cut();
            }
            case UNAUTHORIZED -> refuse(visit, 401, "INVALID_AUTH", "Invalid credentials.");
            case PAYMENT ->
                    refuse(
                            visit,
                            402,
                            "ASR_PAYMENT_REQUIRED",
                            "Project does not have enough credits.");
            case RATE ->
                    refuse(
                            visit,
                            429,
                            "TOO_MANY_REQUESTS",
                            "Too many requests.",
                            fault.parameter().equals("none")
                                    ? Map.of()
                                    : Map.of("Retry-After", String.valueOf(fault.count(1))));
            case SERVER ->
                    refuse(
                            visit,
                            fault.count(500),
                            "INTERNAL_SERVER_ERROR",
                            "Internal server error.");
            case SLOW_FIRST_BYTE,
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
                    throw new IllegalArgumentException(fault + " does not refuse");
        }
    }

    static void refuse(Visit visit, int status, String code, String message) throws IOException {
        refuse(visit, status, code, message, Map.of());
    }

    private static void refuse(
            Visit visit, int status, String code, String message, Map<String, String> more)
            throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("dg-error", message);
        headers.put("dg-request-id", requestId(visit));
        var body =
                Json.object()
                        .put("err_code", code)
                        .put("err_msg", message)
                        .put("request_id", requestId(visit));
        visit.end("refused " + status);
        visit.exchange().answer(status, headers, Json.bytes(body));
    }
}
