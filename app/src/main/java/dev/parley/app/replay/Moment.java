package dev.parley.app.replay;

import dev.parley.call.Tick;

/// One line of a call's timeline. Holds what people said.
///
/// @param what plain name of what happened ("says", "floor", "tool")
/// @param text in words
record Moment(Tick at, Who who, String what, String text) {
    /// Whose line it is.
    enum Who {
        AGENT,
        CALLER,
        LINE,
        TOOL,
        NOTE
    }
}
