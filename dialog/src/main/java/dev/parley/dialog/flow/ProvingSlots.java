package dev.parley.dialog.flow;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// The slots whose values prove who a caller is: those that reach a tool which proves it, also by
/// way of other variables. A tool that writes is none of these: the caller confirmed its values,
/// and it proves only what it made of them.
final class ProvingSlots {
    private ProvingSlots() {}

    static Set<String> of(Flow flow) {
        var proving = new LinkedHashSet<String>();
        for (var step : flow.steps().values()) {
            if (step instanceof Step.Call call && proves(flow, call)) {
                call.with().values().forEach(argument -> roots(argument.value(), proving));
            }
        }
        int before = -1;
        while (before != proving.size()) {
            before = proving.size();
            for (var step : flow.steps().values()) {
                if (step instanceof Step.Assign assign) {
                    assign.set()
                            .forEach((name, value) -> {
                                if (proving.contains(name)) {
                                    roots(value, proving);
                                }
                            });
                }
            }
        }
        proving.retainAll(flow.slots().keySet());
        return Set.copyOf(proving);
    }

    private static boolean proves(Flow flow, Step.Call call) {
        var tool = flow.tools().get(call.tool());
        return tool != null
                && !tool.writes()
                && tool.identity() != null
                && tool.identity().proves();
    }

    /// Adds the variables in an expression.
    static void roots(Expression expression, Collection<String> to) {
        switch (expression) {
            case Expression.Literal _ -> {}
            case Expression.Path path -> to.add(path.root());
            case Expression.Call(_, var arguments) ->
                    arguments.forEach(argument -> roots(argument, to));
            case Expression.Not(var of) -> roots(of, to);
            case Expression.And(var left, var right) -> roots(left, right, to);
            case Expression.Or(var left, var right) -> roots(left, right, to);
            case Expression.Compare(_, var left, var right) -> roots(left, right, to);
        }
    }

    private static void roots(Expression left, Expression right, Collection<String> to) {
        roots(left, to);
        roots(right, to);
    }
}
