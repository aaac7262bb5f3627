package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Switch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers that are errors, in OpenAI's form or in that of FastAPI servers.
final class Refusals {
    private Refusals() {}

    /// Checks the key and the limit, and lets a fault refuse; true if the visit is over.
    static boolean atDoor(Visit visit, long request, long turn) throws IOException {
        var asked = visit.exchange().request();
        var given = asked.header("authorization");
        var expected = visit.script().key(visit.desk().vendor());
        // Local servers of this protocol take any key, or none.
        boolean hasKey =
                expected.isEmpty()
                        || given.equals("Bearer " + expected)
                        || asked.header("api-key").equals(expected);
        if (!hasKey) {
            refuse(
                    visit,
                    given.isEmpty() && asked.header("api-key").isEmpty()
                            ? new Problem(
                                    401,
                                    "You didn't provide an API key. You need to provide your API"
                                            + " key in an Authorization header using Bearer auth.",
                                    Problem.INVALID,
                                    null,
                                    null)
                            : wrongKey(),
                    Map.of());
            return true;
        }
        var fault = visit.refusal(request, turn);
        if (fault.isPresent()) {
            fault(visit, fault.get());
            return true;
        }
        if (visit.isTooMany()) {
            refuse(visit, rate(), Map.of("Retry-After", "1"));
            return true;
        }
        return false;
    }

    private static Problem wrongKey() {
        return new Problem(
                401, "Incorrect API key provided.", Problem.INVALID, null, "invalid_api_key");
    }

    private static Problem rate() {
        return new Problem(
                429,
                "Rate limit reached for requests. Please try again later.",
                "rate_limit_error",
                null,
                "rate_limit_exceeded");
    }

    private static void fault(Visit visit, FaultRule fault) throws IOException {
        switch (fault.kind()) {
            case REFUSE -> {
                visit.end("fault refuse");
                visit.exchange().cut();
            }
            case UNAUTHORIZED -> refuse(visit, wrongKey(), Map.of());
            case PAYMENT ->
                    refuse(
                            visit,
                            new Problem(
                                    402,
                                    "Insufficient credits.",
                                    "insufficient_quota",
                                    null,
                                    "402"),
                            Map.of());
            case RATE -> {
                if (fault.parameter().equals("quota")) {
                    refuse(
                            visit,
                            new Problem(
                                    429,
                                    "You exceeded your current quota, please check your plan and"
                                            + " billing details.",
                                    "insufficient_quota",
                                    null,
                                    "insufficient_quota"),
                            Map.of());
                } else {
                    refuse(
                            visit,
                            rate(),
                            fault.parameter().equals("none")
                                    ? Map.of()
                                    : Map.of("Retry-After", String.valueOf(fault.count(1))));
                }
            }
            case SERVER -> {
                int status = fault.count(500);
                refuse(
                        visit,
                        status == 503
                                ? new Problem(
                                        503,
                                        "The engine is currently overloaded, please try again"
                                                + " later",
                                        "service_unavailable_error",
                                        null,
                                        "server_is_overloaded")
                                : new Problem(
                                        status,
                                        "The server had an error while processing your request.",
                                        "server_error",
                                        null,
                                        null),
                        Map.of());
            }
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

    /// Refuses what the client did wrong, and keeps that.
    static void violation(Visit visit, String rule, Problem problem) throws IOException {
        visit.desk().violation(rule, problem.message());
        refuse(visit, problem, Map.of());
    }

    static void refuse(Visit visit, Problem problem, Map<String, String> more) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(Headers.of(visit, "application/json"));
        headers.putAll(more);
        visit.end("refused " + problem.status());
        visit.exchange()
                .answer(
                        problem.status(),
                        headers,
                        body(problem, visit.script().is(Switch.ERRORS_AS_DETAIL)));
    }

    static byte[] body(Problem problem, boolean asDetail) {
        var body = Json.object();
        if (asDetail) {
            body.put("detail", problem.message());
        } else {
            body.putObject("error")
                    .put("message", problem.message())
                    .put("type", problem.type())
                    .put("param", problem.param())
                    .put("code", problem.code());
        }
        return Json.bytes(body);
    }
}
