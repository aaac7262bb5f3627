package dev.parley.dialog.model;

import dev.parley.compliance.Sensitive;

/// A model's wish to call a tool.
///
/// @param id the provider's, or one made by its client; distinct within an answer
/// @param name as the model wrote it, which need not be that of a tool offered
/// @param argumentsJson as the model wrote it, which need not be JSON; "{}" if it wrote nothing
public record ToolCall(String id, String name, Sensitive<String> argumentsJson) {
    public ToolCall(String id, String name, String argumentsJson) {
        this(id, name, Sensitive.of(argumentsJson));
    }
}
