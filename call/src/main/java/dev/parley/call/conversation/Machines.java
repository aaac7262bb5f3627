package dev.parley.call.conversation;

import dev.parley.dialog.Dialogue;

/// Makes the conversation of each call. Any thread.
@FunctionalInterface
public interface Machines {
    /// A fresh conversation around the dialogue of one call.
    Machine around(Dialogue dialogue);

    /// What they are all made of, so that a replay can make them again; empty, the default, if they
    /// cannot be replayed.
    default String content() {
        return "";
    }
}
