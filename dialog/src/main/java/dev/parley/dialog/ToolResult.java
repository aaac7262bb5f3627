package dev.parley.dialog;

import java.util.Map;

/// What a tool came back with: data on success, else a plain error name that the flow can branch
/// on. A value, never an exception, because the flow must go on.
///
/// @param data plain values: strings, numbers, booleans, lists and maps of them
/// @param error empty on success; else a plain name such as "slot-taken", "not-found", "timed-out",
///   "failed"
/// @param subject the person whom the call turned out to be about, as the agent names people
///   ("customer:12"); empty if the result says nothing of it. The call's record is kept with it, so
///   that what is kept of a person can be found, exported and erased
public record ToolResult(
        boolean succeeded, Map<String, Object> data, String error, String subject) {
    public ToolResult {
        data = Map.copyOf(data);
        if (succeeded != error.isEmpty()) {
            throw new IllegalArgumentException(
                    "a result either succeeded or names its error, got \"" + error + "\"");
        }
    }

    public static ToolResult success(Map<String, Object> data) {
        return new ToolResult(true, data, "", "");
    }

    /// The same result, about this person.
    public ToolResult about(String person) {
        return new ToolResult(succeeded, data, error, person);
    }

    public static ToolResult failure(String error) {
        return new ToolResult(false, Map.of(), error, "");
    }
}
