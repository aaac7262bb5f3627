package dev.parley.app.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Database;
import dev.parley.dialog.Tool;
import dev.parley.dialog.team.Colleagues;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The plug-ins of a server that starts, with their agents and tables.
public final class OpenPlugins implements Colleagues {
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<String, List<Tool<?>>> lent = new LinkedHashMap<>();

    /// @param agent as the plug-in opened it
    public void add(AgentPlugin plugin, Agent agent, Database database) {
        agents.put(plugin.name(), agent);
        var tools = new ArrayList<Tool<?>>();
        for (var tool : plugin.lends(database)) {
            tools.add(
                    agent.tools().stream()
                            .filter(own -> own.name().equals(tool.name()))
                            .<Tool<?>>map(own -> own)
                            .findFirst()
                            .orElse(tool));
        }
        lent.put(plugin.name(), List.copyOf(tools));
    }

    @Override
    public Set<String> names() {
        return agents.keySet();
    }

    @Override
    public Agent agent(String plugin, String language, ZoneId zone) {
        return Objects.requireNonNull(agents.get(plugin));
    }

    @Override
    public List<Tool<?>> lent(String plugin) {
        return lent.getOrDefault(plugin, List.of());
    }
}
