package dev.parley.app.web;

import io.vertx.core.http.HttpServerResponse;

/// The headers of every answer to a browser. Scripts, styles and connections come from this server
/// alone, nothing stands inline, no other site may frame a page, and texts can never become markup.
final class SecurityHeaders {
    /// Content Security Policy Level 3, and Trusted Types for the browsers that know them.
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " media-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private SecurityHeaders() {}

    static void put(HttpServerResponse response) {
        response.putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("permissions-policy", "microphone=(self), camera=(), geolocation=()")
                .putHeader("cross-origin-opener-policy", "same-origin")
                .putHeader("cross-origin-resource-policy", "same-origin")
                .putHeader("x-frame-options", "DENY");
    }
}
