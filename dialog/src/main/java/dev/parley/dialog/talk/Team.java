package dev.parley.dialog.talk;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.FlowDialogue;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Several agents as one: the first answers, and a call goes from one to another where a [Handoff]
/// allows it. All speak the same language in the same place. Thread-safe.
public final class Team implements Agent {
    private static final int MOST_KEY_TERMS = 100;

    private final String name;
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final List<Handoff> handoffs;
    private final Agent first;
    private final String version;
    private final String definition;

    /// A team whose version is that of its agents, and whose calls are replayed by nobody.
    ///
    /// @throws IllegalArgumentException as the other
    public Team(String name, List<Agent> members, List<Handoff> handoffs) {
        this(
                name,
                members.stream()
                        .map(agent -> agent.name() + "=" + agent.version())
                        .collect(Collectors.joining(" ")),
                "",
                members,
                handoffs);
    }

    /// @param definition what it is made of, as [Agent#definition]
    /// @throws IllegalArgumentException if names are not distinct, a hand-off is of nobody, two
    ///   different tools have the same name, or agents differ in language or place
    public Team(
            String name,
            String version,
            String definition,
            List<Agent> members,
            List<Handoff> handoffs) {
        this.name = name;
        this.version = version;
        this.definition = definition;
        this.handoffs = List.copyOf(handoffs);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("team \"" + name + "\": expected agents, got none");
        }
        this.first = members.getFirst();
        for (var agent : members) {
            check(
                    agents.put(agent.name(), agent) == null,
                    "expected distinct agents, got \"" + agent.name() + "\" twice");
            check(
                    agent.language().equals(first.language()) && agent.zone().equals(first.zone()),
                    "expected all agents to speak "
                            + first.language()
                            + " in "
                            + first.zone()
                            + ", but \""
                            + agent.name()
                            + "\" does not");
        }
        var ways = new HashSet<List<String>>();
        for (var way : handoffs) {
            for (var end : List.of(way.from(), way.to())) {
                check(
                        agents.containsKey(end),
                        "a hand-off names \"" + end + "\"; the agents are " + agents.keySet());
            }
            check(
                    ways.add(List.of(way.from(), way.to())),
                    "two hand-offs from \"" + way.from() + "\" to \"" + way.to() + "\"");
        }
        var tools = new HashSet<String>();
        for (var tool : tools()) {
            check(tools.add(tool.name()), "two tools are called \"" + tool.name() + "\"");
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("team \"" + name + "\": " + otherwise);
        }
    }

    List<Handoff> handoffs() {
        return handoffs;
    }

    String first() {
        return first.name();
    }

    /// Names of its agents, the first one first.
    public List<String> members() {
        return List.copyOf(agents.keySet());
    }

    Dialogue dialogue(String agent) {
        var member = agents.get(agent);
        if (member == null) {
            throw new IllegalArgumentException("no agent \"" + agent + "\" in team " + name);
        }
        var dialogue = member.newDialogue();
        return dialogue instanceof FlowDialogue flow ? new HeardFlow(flow) : dialogue;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String definition() {
        return definition;
    }

    @Override
    public String language() {
        return first.language();
    }

    @Override
    public ZoneId zone() {
        return first.zone();
    }

    @Override
    public Dialogue newDialogue() {
        return new TeamDialogue(this);
    }

    /// Of all; each agent's dialogue calls only its own.
    @Override
    public List<Tool<?>> tools() {
        var all = new LinkedHashSet<Tool<?>>();
        agents.values().forEach(agent -> all.addAll(agent.tools()));
        return List.copyOf(all);
    }

    @Override
    public List<String> writingTools() {
        var all = new LinkedHashSet<String>();
        agents.values().forEach(agent -> all.addAll(agent.writingTools()));
        return List.copyOf(all);
    }

    @Override
    public boolean needsModel() {
        return agents.values().stream().anyMatch(Agent::needsModel);
    }

    @Override
    public List<String> fixedSentences() {
        var all = new ArrayList<String>();
        agents.values().forEach(agent -> all.addAll(agent.fixedSentences()));
        handoffs.stream()
                .map(Handoff::announcement)
                .filter(said -> !said.isBlank())
                .forEach(all::add);
        return all;
    }

    /// Of all, as many as an agent may have.
    @Override
    public List<String> keyTerms() {
        return agents.values().stream()
                .flatMap(agent -> agent.keyTerms().stream())
                .distinct()
                .limit(MOST_KEY_TERMS)
                .toList();
    }

    @Override
    public List<Expectation> expectations() {
        var all = new ArrayList<Expectation>();
        agents.values().forEach(agent -> all.addAll(agent.expectations()));
        return all;
    }
}
