package dev.parley.app.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Database;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.team.Colleagues;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The plug-ins without a server: a team of them can be checked, and a call of it be held again,
/// but no tool can run.
public final class ClosedPlugins implements Colleagues {
    private final Map<String, AgentPlugin> plugins = new LinkedHashMap<>();
    private final Map<String, List<Tool<?>>> lent = new LinkedHashMap<>();
    private final Map<String, String> definitions;

    /// @param definitions of agents as they were, by plug-in; those that are missing are as today
    public ClosedPlugins(List<AgentPlugin> plugins, Map<String, String> definitions) {
        plugins.forEach(plugin -> {
            this.plugins.put(plugin.name(), plugin);
            lent.put(plugin.name(), List.copyOf(plugin.lends(new NoTables())));
        });
        this.definitions = Map.copyOf(definitions);
    }

    private static final class NoTables implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) {
            throw new IllegalStateException("expected no tool to run without a server");
        }
    }

    private record Closed(
            String name,
            String definition,
            String language,
            ZoneId zone,
            List<Tool<?>> tools,
            Supplier<Dialogue> dialogues)
            implements Agent {
        @Override
        public String version() {
            return "";
        }

        @Override
        public Dialogue newDialogue() {
            return dialogues.get();
        }

        @Override
        public List<String> fixedSentences() {
            return List.of();
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }

    @Override
    public Set<String> names() {
        return plugins.keySet();
    }

    /// @throws IllegalArgumentException if the plug-in makes no dialogues of definitions
    @Override
    public Agent agent(String name, String language, ZoneId zone) {
        var plugin = plugins.get(name);
        if (plugin == null) {
            throw new IllegalArgumentException("expected one of " + names() + ", got " + name);
        }
        var definition = definitions.getOrDefault(name, plugin.definition().orElse(""));
        var dialogues =
                plugin.dialogues(definition)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "agent \"%s\" cannot be made without a server: it makes no dialogues of a definition (AgentPlugin.dialogues)"
                                                .formatted(name)));
        return new Closed(name, definition, language, zone, lent(name), dialogues);
    }

    @Override
    public List<Tool<?>> lent(String plugin) {
        return lent.getOrDefault(plugin, List.of());
    }
}
