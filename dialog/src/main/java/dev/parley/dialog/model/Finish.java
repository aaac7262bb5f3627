package dev.parley.dialog.model;

/// How an answer ended, and what it cost.
public record Finish(Reason reason, Usage usage) {
    /// Why the model stopped.
    public enum Reason {
        /// It had said all.
        STOP,
        /// The limit of tokens cut it.
        LENGTH,
        /// It waits for the outcomes of its tool calls.
        TOOL_CALLS,
        /// The provider's filter cut it.
        CONTENT
    }
}
