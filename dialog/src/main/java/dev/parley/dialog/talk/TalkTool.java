package dev.parley.dialog.talk;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolTraits;
import dev.parley.dialog.model.ToolSpec;

/// A tool that a model may call: as the model sees it, and what may be done with it.
public record TalkTool(ToolSpec spec, ToolTraits traits) {
    /// By what the tool declares.
    ///
    /// @param description when to use it, for the model
    public static TalkTool of(Tool<?> tool, String description) {
        return new TalkTool(ToolSchema.of(tool, description), tool.traits());
    }

    /// One that declares nothing.
    public static TalkTool plain(ToolSpec spec) {
        return new TalkTool(spec, ToolTraits.PLAIN);
    }

    public String name() {
        return spec.name();
    }
}
