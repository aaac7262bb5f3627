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

    /// What is known besides variables: whom the caller proved to be, by the path that names them.
    record Proof(Expression.Path person) {
        /// The fact, kept among the names of variables; no variable can be called so.
        String fact() {
            return "identity of " + person.text();
        }

        static boolean isAbout(String fact, String variable) {
            return fact.equals("identity of " + variable)
                    || fact.startsWith("identity of " + variable + ".");
        }
    }

    /// @param gained variables that have a value afterwards, and facts
    /// @param lost variables that may have none afterwards
    /// @param keepsApproval false if the caller was heard or a tool ran on the way
    /// @param approval what the caller allowed by taking this way
    /// @param replaced variables that may be about another person afterwards, so that no proof of
    ///   who the caller is holds on
    record Edge(
            String to,
            Set<String> gained,
            Set<String> lost,
            boolean keepsApproval,
            @Nullable Approval approval,
            Set<String> replaced) {
        Edge(
                String to,
                Set<String> gained,
                Set<String> lost,
                boolean keepsApproval,
                @Nullable Approval approval) {
            this(to, gained, lost, keepsApproval, approval, Set.of());
        }

        /// What is known after it, of what was known before.
        Set<String> after(Set<String> before) {
            var known = new LinkedHashSet<>(before);
            known.removeIf(fact -> replaced.stream().anyMatch(name -> Proof.isAbout(fact, name)));
            known.removeIf(fact -> lost.stream().anyMatch(name -> Proof.isAbout(fact, name)));
            known.addAll(gained);
            known.removeAll(lost);
            return known;
        }
    }

    FlowGraph(Flow flow) {
        this.flow = flow;
    }

    /// The ways a step itself names.
    List<Edge> own(Step step) {
        return switch (step) {
            case Step.Tell tell -> rules(tell.next(), Set.of(), Set.of(), true);
            case Step.Assign assign ->
                    replacing(
                            rules(
                                    assign.next(),
                                    assign.set().keySet(),
                                    new LinkedHashSet<>(assign.clear()),
                                    true),
                            assign.set().keySet());
            case Step.Ask ask -> {
                var edges = new ArrayList<>(rules(ask.next(), Set.of(ask.slot()), Set.of(), false));
                if (ask.other() != null) {
                    // It is taken when some other slot was filled: surely that one if it is alone.
                    var gained = ask.also().size() == 1 ? Set.copyOf(ask.also()) : Set.<String>of();
                    edges.add(new Edge(ask.other(), gained, Set.of(), false, null));
                }
                if (ask.failed() != null) {
                    var kept = ask.soundKept() == null ? Set.<String>of() : Set.of(ask.soundKept());
                    edges.add(new Edge(ask.failed(), kept, Set.of(), false, null));
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
                var edges = new ArrayList<>(succeeded(call));
                call.errors().values().forEach(to -> add(edges, to));
                yield edges;
            }
            case Step.End _ -> List.of();
        };
    }

    /// The ways after a tool came back well; of one that proves who the caller is, with the proof
    /// where a rule found it passed.
    private List<Edge> succeeded(Step.Call call) {
        var identity = flow.tool(call.tool()).identity();
        var edges =
                replacing(
                        rules(call.next(), Set.of(call.as()), Set.of(), false), Set.of(call.as()));
        if (identity == null) {
            return edges;
        }
        if (!identity.proves()) {
            // It came back with the same person, or the call would have taken it for a failure.
            boolean same = flow.tool(call.tool()).returns().containsKey(identity.of());
            return same ? replacing(edges, Set.of()) : edges;
        }
        var passed = isTrue(new Expression.Path(call.as(), List.of(identity.provedBy())));
        var person = person(call, identity);
        return edges.stream()
                .map(edge ->
                        person != null && edge.gained.contains(passed)
                                ? new Edge(
                                        edge.to,
                                        union(edge.gained, Set.of(new Proof(person).fact())),
                                        edge.lost,
                                        false,
                                        null,
                                        edge.replaced)
                                : edge)
                .toList();
    }

    private static List<Edge> replacing(List<Edge> edges, Set<String> replaced) {
        return edges.stream()
                .map(edge ->
                        new Edge(
                                edge.to,
                                edge.gained,
                                edge.lost,
                                edge.keepsApproval,
                                edge.approval,
                                replaced))
                .toList();
    }

    /// The path that names the person a tool is about; null if the flow gives something else.
    static Expression.@Nullable Path person(Step.Call call, ToolUse.Identity identity) {
        var given = call.with().get(identity.of());
        if (given == null) {
            return new Expression.Path(call.as(), List.of(identity.of()));
        }
        return given.value() instanceof Expression.Path path ? path : null;
    }

    private static String isTrue(Expression.Path path) {
        return "true " + path.text();
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
            flow.header().topics().forEach(topic -> add(edges, topic.to()));
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
            case Expression.Call(Expression.Function function, List<Expression> arguments) -> {
                if (!outcome
                        || arguments.isEmpty()
                        || !(arguments.getFirst() instanceof Expression.Path path)) {
                    yield Set.of();
                }
                yield switch (function) {
                    case KNOWN -> Set.of(path.root());
                    case PROVEN -> Set.of(path.root(), new Proof(path).fact());
                    case COUNT, FIRST, OFFER, NEAR, TODAY -> Set.of();
                };
            }
            case Expression.Not(Expression inner) -> facts(inner, !outcome);
            case Expression.And(Expression left, Expression right) ->
                    outcome ? union(facts(left, true), facts(right, true)) : Set.of();
            case Expression.Or(Expression left, Expression right) ->
                    outcome ? Set.of() : union(facts(left, false), facts(right, false));
            case Expression.Path path -> outcome ? Set.of(isTrue(path)) : Set.of();
            case Expression.Literal _, Expression.Compare _ -> Set.of();
        };
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        var all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
