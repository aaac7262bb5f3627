package dev.parley.dialog.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tool as a flow uses it.
///
/// @param writes whether it changes the world; then it needs a confirmation
/// @param filler what is said if it takes longer than a moment; empty for nothing
/// @param returns the fields of its result that the flow uses
record ToolUse(
        String name, int line, boolean writes, String filler, Map<String, Type.Field> returns) {
    ToolUse {
        returns = Collections.unmodifiableMap(new LinkedHashMap<>(returns));
    }
}
