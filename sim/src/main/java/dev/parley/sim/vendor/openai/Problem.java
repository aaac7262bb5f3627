package dev.parley.sim.vendor.openai;

import org.jspecify.annotations.Nullable;

/// An error as OpenAI gives it.
record Problem(
        int status, String message, String type, @Nullable String param, @Nullable String code) {
    static final String INVALID = "invalid_request_error";

    static Problem invalid(String message, @Nullable String param, @Nullable String code) {
        return new Problem(400, message, INVALID, param, code);
    }

    static Problem missing(String param) {
        return invalid(
                "Missing required parameter: '" + param + "'.",
                param,
                "missing_required_parameter");
    }
}
