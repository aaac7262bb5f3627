package dev.parley.dialog.flow;

import dev.parley.dialog.flow.FlowGraph.Approval;
import dev.parley.dialog.flow.FlowGraph.Edge;
import dev.parley.dialog.yaml.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The checks that need the whole flow: every step is reached and can end, no circle turns without
/// the caller, and nothing is written without an explicit yes to the values it writes. Values are
/// left to [ValueCheck].
final class FlowCheck {
    private final Flow flow;
    private final Problems problems;
    private final FlowGraph graph;
    private final Set<String> begins;
    private final Map<String, Set<String>> defined = new LinkedHashMap<>();
    private final Map<String, Set<Approval>> approvals = new LinkedHashMap<>();

    /// @param begins where calls begin, with nothing known
    FlowCheck(Flow flow, Problems problems, Set<String> begins) {
        this.flow = flow;
        this.problems = problems;
        this.graph = new FlowGraph(flow);
        this.begins = begins;
    }

    void run() {
        reachability();
        idleCircles();
        farewell();
        unused();
        propagate();
        for (var name : defined.keySet()) {
            var step = flow.step(name);
            new ValueCheck(flow, problems).uses(step, defined.getOrDefault(name, Set.of()));
            if (step instanceof Step.Confirm confirm) {
                readBack(confirm);
            }
            writes(step);
            if (step instanceof Step.Call call) {
                new IdentityCheck(flow, problems).call(call, defined.getOrDefault(name, Set.of()));
            }
        }
    }

    private Set<String> entrances() {
        var header = flow.header();
        var entrances =
                new LinkedHashSet<>(
                        List.of(
                                header.start(),
                                header.person(),
                                header.restart(),
                                header.goodbye()));
        for (var topic : header.topics()) {
            if (topic.to() != null) {
                entrances.add(topic.to());
            }
        }
        return entrances;
    }

    private void reachability() {
        var reached = closure(entrances(), false);
        for (var step : flow.steps().values()) {
            if (!reached.contains(step.name())) {
                problems.add(step.line(), "step \"" + step.name() + "\" is never reached");
            }
        }
        var ending = new LinkedHashSet<String>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (var step : flow.steps().values()) {
                boolean ends =
                        step instanceof Step.End
                                || graph.own(step).stream()
                                        .map(Edge::to)
                                        .anyMatch(ending::contains);
                grew |= ends && ending.add(step.name());
            }
        }
        for (var step : flow.steps().values()) {
            if (!ending.contains(step.name())) {
                problems.add(
                        step.line(), "from step \"" + step.name() + "\" no way leads to an end");
            }
        }
    }

    private Set<String> closure(Collection<String> from, boolean withoutWaiting) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            var name = open.remove();
            if (!reached.add(name)) {
                continue;
            }
            var step = flow.step(name);
            if (!withoutWaiting || step instanceof Step.Tell || step instanceof Step.Assign) {
                graph.own(step).forEach(edge -> open.add(edge.to()));
            }
        }
        return reached;
    }

    private void idleCircles() {
        for (var step : flow.steps().values()) {
            if (step instanceof Step.Tell || step instanceof Step.Assign) {
                var next = graph.own(step).stream().map(Edge::to).toList();
                if (closure(next, true).contains(step.name())) {
                    problems.add(
                            step.line(),
                            "step \"" + step.name() + "\" leads back to itself without asking");
                }
            }
        }
    }

    private void farewell() {
        for (var name : closure(List.of(flow.header().goodbye()), true)) {
            var step = flow.step(name);
            if (FlowGraph.waits(step) || step instanceof Step.Call) {
                problems.add(
                        step.line(),
                        "the goodbye must lead to an end without asking or calling, but reaches \""
                                + name
                                + "\"");
            }
        }
    }

    private void unused() {
        var tools = new LinkedHashSet<String>();
        var slots = new LinkedHashSet<String>();
        for (var step : flow.steps().values()) {
            switch (step) {
                case Step.Call call -> tools.add(call.tool());
                case Step.Ask ask -> slots.addAll(ask.slots());
                case Step.Confirm confirm -> slots.addAll(confirm.values());
                case Step.Assign assign -> slots.addAll(assign.set().keySet());
                case Step.Tell _, Step.End _ -> {}
            }
        }
        for (var tool : flow.tools().values()) {
            if (!tools.contains(tool.name())) {
                problems.add(tool.line(), "tool \"" + tool.name() + "\" is never called");
            }
        }
        for (var slot : flow.slots().values()) {
            if (!slots.contains(slot.name())) {
                problems.add(slot.line(), "slot \"" + slot.name() + "\" is never asked or set");
            }
        }
    }

    /// Carries what surely holds from step to step until nothing changes.
    private void propagate() {
        var open = new ArrayDeque<String>();
        begins.forEach(step -> merge(step, Set.of(Memory.CALLER), Set.of(), open));
        while (!open.isEmpty()) {
            var name = open.remove();
            var here = defined.getOrDefault(name, Set.of());
            var allowed = approvals.getOrDefault(name, Set.of());
            for (var edge : graph.all(flow.step(name))) {
                merge(edge.to(), edge.after(here), after(allowed, edge), open);
            }
        }
    }

    private static Set<Approval> after(Set<Approval> before, Edge edge) {
        var after = new LinkedHashSet<Approval>();
        if (edge.approval() != null) {
            after.add(edge.approval());
        }
        if (edge.keepsApproval()) {
            for (var approval : before) {
                boolean touched =
                        approval.values().stream()
                                .anyMatch(value ->
                                        edge.gained().contains(value)
                                                || edge.lost().contains(value));
                if (!touched) {
                    after.add(approval);
                }
            }
        }
        return after;
    }

    private void merge(
            String step, Set<String> known, Set<Approval> allowed, ArrayDeque<String> open) {
        var oldKnown = defined.get(step);
        var oldAllowed = approvals.get(step);
        if (oldKnown == null || oldAllowed == null) {
            defined.put(step, new LinkedHashSet<>(known));
            approvals.put(step, new LinkedHashSet<>(allowed));
            open.add(step);
        } else {
            boolean less = oldKnown.retainAll(known);
            if (oldAllowed.retainAll(allowed) || less) {
                open.add(step);
            }
        }
    }

    /// Every wording of a confirmation must speak every value it asks a yes for.
    private void readBack(Step.Confirm confirm) {
        var wordings = new ArrayList<>(confirm.prompt().tries());
        wordings.add(confirm.prompt().keypad());
        for (var wording : wordings) {
            var roots = new LinkedHashSet<String>();
            wording.forEach(line ->
                    line.parts().stream()
                            .filter(Template.Value.class::isInstance)
                            .map(Template.Value.class::cast)
                            .forEach(value -> roots(value.expression(), roots)));
            for (var value : confirm.values()) {
                if (!roots.contains(value)) {
                    problems.add(
                            wording.isEmpty() ? confirm.line() : wording.getFirst().line(),
                            "this wording of the confirmation does not speak \"" + value + "\"");
                }
            }
        }
    }

    private static void roots(Expression expression, Set<String> roots) {
        switch (expression) {
            case Expression.Literal _ -> {}
            case Expression.Path path -> roots.add(path.root());
            case Expression.Call call -> call.arguments().forEach(each -> roots(each, roots));
            case Expression.Not(Expression inner) -> roots(inner, roots);
            case Expression.And(Expression left, Expression right) -> {
                roots(left, roots);
                roots(right, roots);
            }
            case Expression.Or(Expression left, Expression right) -> {
                roots(left, roots);
                roots(right, roots);
            }
            case Expression.Compare(_, Expression left, Expression right) -> {
                roots(left, roots);
                roots(right, roots);
            }
        }
    }

    /// The rule that holds: a tool that writes runs only right after an explicit yes to its values.
    private void writes(Step step) {
        if (!(step instanceof Step.Call call) || !flow.tool(call.tool()).writes()) {
            return;
        }
        var roots = new LinkedHashSet<String>();
        call.with().values().forEach(argument -> roots(argument.value(), roots));
        var used = new LinkedHashSet<>(roots);
        used.retainAll(flow.slots().keySet());
        boolean allowed =
                approvals.getOrDefault(step.name(), Set.of()).stream()
                        .anyMatch(approval ->
                                approval.tool().equals(call.tool())
                                        && approval.values().containsAll(used));
        if (!allowed) {
            problems.add(
                    step.line(),
                    "step \""
                            + step.name()
                            + "\" can call \""
                            + call.tool()
                            + "\", which writes, without a confirmation for it"
                            + (used.isEmpty() ? "" : " of " + String.join(", ", used))
                            + " right before");
        }
        for (var root : roots) {
            if (assigned(root)) {
                problems.add(
                        step.line(),
                        "\""
                                + root
                                + "\" is computed; a tool that writes takes slots and results"
                                + " as they are");
            }
        }
    }

    /// Whether a variable may hold something computed from what the caller said.
    private boolean assigned(String root) {
        return !flow.slots().containsKey(root)
                && flow.steps().values().stream()
                        .anyMatch(step ->
                                step instanceof Step.Assign assign
                                        && assign.set().containsKey(root)
                                        && !isLiteral(assign.set().get(root)));
    }

    private static boolean isLiteral(@Nullable Expression value) {
        return value instanceof Expression.Literal;
    }
}
