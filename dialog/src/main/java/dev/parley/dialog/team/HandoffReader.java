package dev.parley.dialog.team;

import dev.parley.dialog.flow.FactRule;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.talk.Handoff;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Reads the hand-offs of a team, and checks them against its agents: `from`, `to`, `say`, `when`,
/// `facts`, `turns`, `at`. One use.
final class HandoffReader {
    private static final int MOST_TURNS = 50;

    private final Problems problems;
    private final List<String> names;
    private final Map<String, Member> members;

    /// @param names of all agents, also of those that could not be made
    HandoffReader(Problems problems, List<String> names, Map<String, Member> members) {
        this.problems = problems;
        this.names = List.copyOf(names);
        this.members = members;
    }

    /// Those that can be made; the others are problems.
    List<Handoff> handoffs(List<Node> nodes) {
        var ways = new ArrayList<Handoff>();
        var ends = new HashSet<List<String>>();
        for (var node : nodes) {
            var map = YamlMap.of(node, "hand-off", problems);
            var from = agent(map, "from");
            var to = agent(map, "to");
            if (from != null && to != null && !from.name().equals(to.name())) {
                ways.add(handoff(map, from, to));
                if (!ends.add(List.of(from.name(), to.name()))) {
                    problems.add(map.line(), "two " + between(from, to) + "; expected one");
                }
            } else if (from != null && to != null) {
                map.wrong("to", "another agent than \"from\"", from.name());
            }
            // What was not looked at because of a mistake is none.
            List.of("say", "when", "facts", "turns", "at").forEach(map::has);
            map.done();
        }
        forgotten(ends);
        return ways;
    }

    private static String between(Member from, Member to) {
        return "hand-offs from \"" + from.name() + "\" to \"" + to.name() + "\"";
    }

    private @Nullable Member agent(YamlMap map, String key) {
        var name = map.text(key);
        if (!names.contains(name) && !name.isEmpty()) {
            problems.unknown(map.lineOf(key), "agent", name, names);
        }
        return members.get(name);
    }

    private Handoff handoff(YamlMap map, Member from, Member to) {
        var announcement = map.text("say", "");
        if (announcement.contains("{")) {
            map.wrong("say", "a fixed sentence, without values in braces", announcement);
        }
        if (from.flow() != null && !from.flow().outcomes().contains(to.name())) {
            problems.add(
                    map.lineOf("to"),
                    "no step of \""
                            + from.name()
                            + "\" ends with \""
                            + to.name()
                            + "\", so it never hands over; expected a step such as {end: "
                            + to.name()
                            + "}, its outcomes are "
                            + String.join(", ", from.flow().outcomes()));
        }
        return new Handoff(
                from.name(),
                to.name(),
                announcement,
                when(map, from),
                facts(map, from, to),
                map.whole("turns", Handoff.DEFAULT_ITEMS, 0, MOST_TURNS),
                at(map, to));
    }

    private Handoff.When when(YamlMap map, Member from) {
        if (!map.has("when")) {
            return (_, _) -> true;
        }
        int line = map.lineOf("when");
        try {
            var rule = FactRule.parse(map.text("when"));
            if (from.flow() != null) {
                rule.trouble(from.flow()).ifPresent(why -> problems.add(line, "when: " + why));
            } else {
                rule.names().forEach(name -> known(line, from, name));
            }
            return rule::holds;
        } catch (IllegalArgumentException e) {
            problems.add(line, "when: " + e.getMessage());
            return (_, _) -> false;
        }
    }

    /// Of an agent that talks by a model, facts are results of its tools. What a plug-in without a
    /// flow may tell is its own affair.
    private void known(int line, Member from, String fact) {
        if (from.flow() != null) {
            if (!from.flow().mayTell(fact)) {
                problems.add(
                        line,
                        "\""
                                + fact
                                + "\" is nothing that \""
                                + from.name()
                                + "\" may tell; expected a slot, a result or a variable of its"
                                + " flow, none that proves who the caller is");
            }
        } else if (from.kind() == Member.Kind.MODEL && !from.tools().contains(fact)) {
            problems.unknown(line, "tool of \"" + from.name() + "\"", fact, from.tools());
        }
    }

    /// `[task, day]`, or `{day: free_times.date}` where they are called otherwise.
    private Map<String, String> facts(YamlMap map, Member from, Member to) {
        var facts = new LinkedHashMap<String, String>();
        if (map.isMap("facts")) {
            var named = map.map("facts", "facts");
            for (var name : named.keys()) {
                fact(named.lineOf(name), name, named.text(name), from, to, facts);
            }
        } else {
            for (var text : map.texts("facts")) {
                fact(text.line(), text.value(), text.value(), from, to, facts);
            }
        }
        return facts;
    }

    private void fact(
            int line, String name, String path, Member from, Member to, Map<String, String> facts) {
        if (!name.matches("\\w+") || !path.matches("\\w+(\\.\\w+)*")) {
            problems.add(
                    line,
                    "facts: expected a name, or a name with where it is found, such as {day:"
                            + " free_times.date}, got \""
                            + path
                            + "\"");
            return;
        }
        known(line, from, path.split("\\.", 2)[0]);
        if (to.flow() != null) {
            arrives(line, name, to, to.flow());
        }
        facts.put(name, path);
    }

    private void arrives(int line, String name, Member to, Flow flow) {
        if (flow.isProving(name)) {
            problems.add(
                    line,
                    "\""
                            + name
                            + "\" proves to \""
                            + to.name()
                            + "\" who the caller is; that is for the caller to say, so it does not"
                            + " go along");
        } else if (flow.talk().isEmpty() && !flow.slotNames().contains(name)) {
            problems.unknown(line, "slot of \"" + to.name() + "\"", name, flow.slotNames());
        }
    }

    private String at(YamlMap map, Member to) {
        var step = map.text("at", "");
        if (step.isEmpty()) {
            return "";
        }
        if (to.flow() == null) {
            map.wrong("at", "left out, because \"" + to.name() + "\" has no flow", step);
            return "";
        }
        to.flow()
                .troubleAt(step)
                .ifPresent(why ->
                        problems.add(
                                map.lineOf("at"),
                                "a call cannot begin at step \""
                                        + step
                                        + "\" of \""
                                        + to.name()
                                        + "\":\n"
                                        + why));
        return step;
    }

    /// A flow that ends with the name of an agent wants to hand over.
    private void forgotten(Set<List<String>> ends) {
        for (var member : members.values()) {
            if (member.flow() == null) {
                continue;
            }
            for (var outcome : member.flow().outcomes()) {
                boolean isOther = members.containsKey(outcome) && !outcome.equals(member.name());
                if (isOther && !ends.contains(List.of(member.name(), outcome))) {
                    problems.add(
                            member.line(),
                            "a step of \""
                                    + member.name()
                                    + "\" ends with \""
                                    + outcome
                                    + "\", which is an agent, but no hand-off leads there; declare"
                                    + " {from: "
                                    + member.name()
                                    + ", to: "
                                    + outcome
                                    + "}, or give the outcome another name");
                }
            }
        }
    }
}
