package dev.parley.dialog.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ways from step to step, with what is known and allowed on each.
final class FlowGraph {
    private final Flow flow;

    /// An explicit yes to these values for this tool.
    record Approval(String tool, Set<String> values) {}

    /// @param gained variables that have a value afterwards
    /// @param lost variables that may have none afterwards
    /// @param keepsApproval false if the caller was heard or a tool ran on the way
    /// @param approval what the caller allowed by taking this way
    record Edge(
            String to,
            Set<String> gained,
            Set<String> lost,
            boolean keepsApproval,
            @Nullable Approval approval) {}

    FlowGraph(Flow flow) {
        this.flow = flow;
    }

    /// The ways a step itself names.
    List<Edge> own(Step step) {
        return switch (step) {
            case Step.Tell tell -> rules(tell.next(), Set.of(), Set.of(), true);
            case Step.Assign assign ->
                    rules(
                            assign.next(),
                            assign.set().keySet(),
                            new LinkedHashSet<>(assign.clear()),
                            true);
            case Step.Ask ask -> {
                var edges = new ArrayList<>(rules(ask.next(), Set.of(ask.slot()), Set.of(), false));
                if (ask.other() != null) {
                    // It is taken when some other slot was filled: surely that one if it is alone.
                    var gained = ask.also().size() == 1 ? Set.copyOf(ask.also()) : Set.<String>of();
                    edges.add(new Edge(ask.other(), gained, Set.of(), false, null));
                }
                yield edges;
            }
            case Step.Confirm confirm -> {
                var edges = new ArrayList<Edge>();
                var approval = new Approval(confirm.tool(), new LinkedHashSet<>(confirm.values()));
                edges.add(new Edge(confirm.yes(), Set.of(), Set.of(), false, approval));
                add(edges, confirm.no());
                confirm.change().values().forEach(to -> add(edges, to));
                add(edges, confirm.changed());
                yield edges;
            }
            case Step.Call call -> {
                var edges = new ArrayList<>(rules(call.next(), Set.of(call.as()), Set.of(), false));
                call.errors().values().forEach(to -> add(edges, to));
                yield edges;
            }
            case Step.End _ -> List.of();
        };
    }

    /// All ways out of a step, with those that commands and failures take.
    List<Edge> all(Step step) {
        var edges = new ArrayList<>(own(step));
        add(edges, flow.header().person());
        add(edges, flow.header().goodbye());
        if (waits(step)) {
            edges.add(
                    new Edge(
                            flow.header().restart(), Set.of(), flow.slots().keySet(), false, null));
        }
        return edges;
    }

    static boolean waits(Step step) {
        return step instanceof Step.Ask || step instanceof Step.Confirm;
    }

    private static void add(List<Edge> edges, @Nullable String to) {
        if (to != null) {
            edges.add(new Edge(to, Set.of(), Set.of(), false, null));
        }
    }

    private static List<Edge> rules(
            Step.Next next, Set<String> gained, Set<String> lost, boolean keepsApproval) {
        var edges = new ArrayList<Edge>();
        var sofar = new LinkedHashSet<>(gained);
        for (var rule : next.rules()) {
            var here = new LinkedHashSet<>(sofar);
            if (rule.when() != null) {
                here.addAll(facts(rule.when(), true));
                sofar.addAll(facts(rule.when(), false));
            }
            edges.add(new Edge(rule.to(), here, lost, keepsApproval, null));
        }
        return edges;
    }

    /// The variables that surely have a value if the condition turned out so.
    static Set<String> facts(Expression condition, boolean outcome) {
        return switch (condition) {
            case Expression.Call(Expression.Function function, List<Expression> arguments) ->
                    outcome
                                    && function == Expression.Function.KNOWN
                                    && arguments.getFirst() instanceof Expression.Path path
                            ? Set.of(path.root())
                            : Set.of();
            case Expression.Not(Expression inner) -> facts(inner, !outcome);
            case Expression.And(Expression left, Expression right) ->
                    outcome ? union(facts(left, true), facts(right, true)) : Set.of();
            case Expression.Or(Expression left, Expression right) ->
                    outcome ? Set.of() : union(facts(left, false), facts(right, false));
            case Expression.Literal _, Expression.Path _, Expression.Compare _ -> Set.of();
        };
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        var all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
