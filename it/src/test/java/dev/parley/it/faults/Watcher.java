package dev.parley.it.faults;

import dev.parley.call.record.CallStore.Entry;

/// Sees what happens in an [Office], in the order in which it does.
interface Watcher {
    Watcher NONE = (_, _) -> {};

    /// @param kind "said" for a sentence that is about to be heard, else the kind of the entry
    /// @param text the sentence, the name of a tool that was called, or the call
    void saw(String kind, String text);

    static String kind(Entry entry) {
        return entry.getClass().getSimpleName();
    }

    static String text(Entry entry) {
        return entry instanceof Entry.ToolCalled tool ? tool.name() : entry.callId();
    }
}
