package dev.parley.dialog.flow;

import dev.parley.dialog.Promised;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tool as a flow uses it.
///
/// @param writes whether it changes the world; then it needs a confirmation
/// @param identity how it has to do with knowing who the caller is; null if it has not
/// @param promises what may be said to be done after it; empty for all, if it writes
/// @param filler what is said if it takes longer than a moment; empty for nothing
/// @param returns the fields of its result that the flow uses
record ToolUse(
        String name,
        int line,
        boolean writes,
        @Nullable Identity identity,
        Set<Promised> promises,
        String filler,
        Map<String, Type.Field> returns) {
    ToolUse {
        promises = Set.copyOf(promises);
        returns = Collections.unmodifiableMap(new LinkedHashMap<>(returns));
    }

    /// A tool that proves who the caller is, or one that runs only for a caller who proved it.
    ///
    /// @param of argument that names the person; of a tool that proves, a field of its result may
    /// @param provedBy field of the result that is true if the proof succeeded; empty for a tool
    ///   that needs the proof
    record Identity(String of, String provedBy) {
        boolean proves() {
            return !provedBy.isEmpty();
        }
    }

    /// Whether it runs only for a caller who proved to be the person it is about.
    boolean needsIdentity() {
        return identity != null && !identity.proves();
    }
}
