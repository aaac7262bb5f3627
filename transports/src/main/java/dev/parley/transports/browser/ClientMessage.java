package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A message from the peer, read but not yet believed.
sealed interface ClientMessage {
    /// @param version as the client wrote it; empty if missing
    record Ready(String id, String version) implements ClientMessage {}

    /// Words typed; `answer` and `voiced` as the options say.
    record Written(String id, String content, boolean answer, boolean voiced)
            implements ClientMessage {}

    record Keys(String id, String buttons) implements ClientMessage {}

    /// An event or request of the app.
    record App(String id, String name, JsonNode details) implements ClientMessage {}

    record Disconnect() implements ClientMessage {}

    /// Sound as base64, in the order of the message.
    record Sound(List<String> pieces, int rate, int channels) implements ClientMessage {
        public Sound {
            pieces = List.copyOf(pieces);
        }
    }

    /// A message of a feature we do not have, and that the peer needs no answer to.
    record Ignored() implements ClientMessage {}

    record Unsupported(String id, String type) implements ClientMessage {}

    record Invalid(String id, String what) implements ClientMessage {}

    record WithoutId(String type) implements ClientMessage {}

    /// JSON of another protocol.
    record Foreign() implements ClientMessage {}

    /// No JSON object.
    record Malformed() implements ClientMessage {}
}
