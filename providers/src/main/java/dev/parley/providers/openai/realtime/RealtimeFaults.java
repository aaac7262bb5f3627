package dev.parley.providers.openai.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.HttpFailures;

/// Reads the `error` of an event and of a failed response.
final class RealtimeFaults {
    /// What an error means for a session.
    enum Weight {
        /// Nothing: it crossed with what it is about.
        NONE,
        /// An answer that we asked for met one that the provider had begun by itself.
        CROSSED,
        /// The request that it names was refused.
        REQUEST,
        /// The session is over, or is of no use.
        SESSION
    }

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private RealtimeFaults() {}

    static ProviderFault of(JsonNode error) {
        var code = error.path("code").asText("");
        return switch (code) {
            case "session_expired" ->
                    new ProviderFault(
                            ProviderFailure.NETWORK,
                            "the session reached the provider's longest time (session_expired)");
            case "billing_hard_limit_reached" -> new ProviderFault(ProviderFailure.QUOTA, code);
            case "account_deactivated" -> new ProviderFault(ProviderFailure.KEY, code);
            case "beta_api_shape_disabled" -> new ProviderFault(ProviderFailure.PROTOCOL, code);
            default ->
                    HttpFailures.inStream(
                            error.path("type").asText("").equals("server_error")
                                    ? SERVER_ERROR
                                    : BAD_REQUEST,
                            error);
        };
    }

    static Weight weight(JsonNode error, ProviderFault fault) {
        return switch (error.path("code").asText("")) {
            case "response_cancel_not_active", "input_audio_buffer_commit_empty" -> Weight.NONE;
            case "conversation_already_has_active_response" -> Weight.CROSSED;
            case "session_expired", "beta_api_shape_disabled" -> Weight.SESSION;
            default ->
                    switch (fault.kind()) {
                        case KEY, QUOTA, RETIRED, ENGINE, CLOSED -> Weight.SESSION;
                        case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, RATE, CONTENT ->
                                Weight.REQUEST;
                    };
        };
    }
}
