package dev.parley.sim.vendor.script;

import java.util.List;

/// What a simulated model answers: words, then calls of tools; at least one of them.
///
/// @param say may be empty
/// @param finish the finish reason; empty for the usual one
public record ModelReply(String say, List<Call> calls, String finish) {
    public ModelReply {
        calls = List.copyOf(calls);
    }

    /// A call of a tool.
    ///
    /// @param arguments a JSON object as text, or whatever the model should get wrong
    public record Call(String tool, String arguments) {}

    /// Words alone.
    public static ModelReply say(String words) {
        return new ModelReply(words, List.of(), "");
    }

    /// One call alone.
    public static ModelReply call(String tool, String arguments) {
        return new ModelReply("", List.of(new Call(tool, arguments)), "");
    }
}
