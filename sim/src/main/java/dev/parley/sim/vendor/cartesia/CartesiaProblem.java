package dev.parley.sim.vendor.cartesia;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.Json;

/// An error as Cartesia gives it.
record CartesiaProblem(int status, String code, String title, String message) {
    static CartesiaProblem invalid(String message) {
        return new CartesiaProblem(400, "invalid_request", "Invalid request", message);
    }

    static CartesiaProblem key() {
        return new CartesiaProblem(
                401, "unauthorized", "Unauthorized", "The API key is missing or not valid.");
    }

    static CartesiaProblem tooMany() {
        return new CartesiaProblem(
                429,
                "concurrency_limited",
                "Too many concurrent requests",
                "The concurrency limit of your plan is reached.");
    }

    /// What a fault that refuses looks like here; REFUSE itself says nothing.
    static CartesiaProblem of(FaultRule fault) {
        return switch (fault.kind()) {
            case UNAUTHORIZED -> key();
            case PAYMENT ->
                    new CartesiaProblem(
                            402, "quota_exceeded", "Out of credits", "Your credits are used up.");
            case RATE -> tooMany();
            case REFUSE,
                    SERVER,
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
                    internal(fault.count(500));
        };
    }

    static CartesiaProblem internal(int status) {
        return new CartesiaProblem(
                status, "internal_server_error", "Internal server error", "Something went wrong.");
    }

    /// The body of a refused request; also the inner part of an error message.
    ObjectNode json(String requestId) {
        return Json.object()
                .put("error_code", code)
                .put("title", title)
                .put("message", message)
                .put("request_id", requestId)
                .put("doc_url", "https://docs.cartesia.ai/errors/" + code);
    }
}
