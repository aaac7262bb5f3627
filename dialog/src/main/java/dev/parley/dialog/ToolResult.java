package dev.parley.dialog;

import java.util.Map;

/// What a tool came back with: data on success, else a plain error name that the flow can branch
/// on. A value, never an exception, because the flow must go on.
///
/// @param data plain values: strings, numbers, booleans, lists and maps of them
/// @param error empty on success; else a plain name such as "slot-taken", "not-found", "timed-out",
///   "failed"
public record ToolResult(boolean succeeded, Map<String, Object> data, String error) {
    public ToolResult {
        data = Map.copyOf(data);
        if (succeeded != error.isEmpty()) {
            throw new IllegalArgumentException(
                    "a result either succeeded or names its error, got \"" + error + "\"");
        }
    }

    public static ToolResult success(Map<String, Object> data) {
        return new ToolResult(true, data, "");
    }

    public static ToolResult failure(String error) {
        return new ToolResult(false, Map.of(), error);
    }
}
