package dev.parley.sim.vendor.openai;

import org.jspecify.annotations.Nullable;

/// An error as OpenAI gives it.
record Problem(
        int status, String message, String type, @Nullable String param, @Nullable String code) {
    static final String INVALID = "invalid_request_error";

    /// What is said when it fails in the middle.
    static final Problem BROKEN =
            new Problem(
                    500,
                    "The server had an error while processing your request.",
                    "server_error",
                    null,
                    null);

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
