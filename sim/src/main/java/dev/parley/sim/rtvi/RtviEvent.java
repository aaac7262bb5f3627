package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;

/// A message of the server, or one of our own marks in their order: `(interruption)` for the frame
/// of that name, `(audio)` for the first sound after anything else.
///
/// @param type RTVI's
/// @param id empty if there was none
/// @param data a missing node if there was none
/// @param millis when it came, milliseconds of the session
public record RtviEvent(String type, String id, JsonNode data, long millis) {
    /// The text of a field of the data, empty if there is none.
    public String text(String field) {
        return data.path(field).asText("");
    }

    @Override
    public String toString() {
        return millis + " " + type + (data.isMissingNode() ? "" : " " + data);
    }
}
