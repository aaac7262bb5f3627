package dev.parley.call.duplex;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.ToolSpec;
import java.util.HashSet;
import java.util.List;

/// What the agent of a session is told.
///
/// @param instructions rules and facts, never made of what a caller said
/// @param tools with distinct names
/// @param language the caller's, such as "en"; empty leaves it to the provider
/// @param voice as the provider names it; empty for the configured one
public record Briefing(
        Sensitive<String> instructions, List<ToolSpec> tools, String language, String voice) {
    public Briefing {
        tools = List.copyOf(tools);
        var names = new HashSet<String>();
        for (var tool : tools) {
            if (!names.add(tool.name())) {
                throw new IllegalArgumentException(
                        "expected distinct tools, got \"" + tool.name() + "\" twice");
            }
        }
    }

    /// Instructions alone.
    public static Briefing of(String instructions) {
        return new Briefing(Sensitive.of(instructions), List.of(), "", "");
    }

    public Briefing withTools(List<ToolSpec> offered) {
        return new Briefing(instructions, offered, language, voice);
    }

    public Briefing in(String spoken) {
        return new Briefing(instructions, tools, spoken, voice);
    }
}
