package dev.parley.dialog.model;

/// How freely a model chooses among the tools offered.
public sealed interface ToolChoice {
    /// The model decides.
    ToolChoice AUTO = Mode.AUTO;

    /// It must not call any, though it sees them.
    ToolChoice NONE = Mode.NONE;

    /// It must call at least one.
    ToolChoice REQUIRED = Mode.REQUIRED;

    /// The choices that name no tool.
    enum Mode implements ToolChoice {
        AUTO,
        NONE,
        REQUIRED
    }

    /// It must call this one.
    record Named(String tool) implements ToolChoice {}
}
