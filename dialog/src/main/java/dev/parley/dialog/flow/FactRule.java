package dev.parley.dialog.flow;

import dev.parley.dialog.flow.Expression.Function;
import dev.parley.dialog.flow.ExpressionParser.Mistake;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A condition on facts, in the language of the rules of flows: `known(task) and task == 'book'`.
/// Facts are plain values whose types nobody promises, so functions that need a type are left to
/// flows. Immutable.
public final class FactRule {
    private static final Set<Function> TAKEN =
            EnumSet.of(Function.KNOWN, Function.COUNT, Function.FIRST, Function.TODAY);

    private final Expression condition;

    private FactRule(Expression condition) {
        this.condition = condition;
    }

    /// @throws IllegalArgumentException with what was expected, if it is none
    public static FactRule parse(String text) {
        try {
            var condition = ExpressionParser.parse(text);
            requireTaken(condition);
            return new FactRule(condition);
        } catch (Mistake mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    private static void requireTaken(Expression expression) {
        switch (expression) {
            case Expression.Literal _, Expression.Path _ -> {}
            case Expression.Call(var function, var arguments) -> {
                if (!TAKEN.contains(function)) {
                    throw new Mistake(
                            function.word()
                                    + "(…) is for steps of a flow; expected known, count, first or"
                                    + " today. What may not be told of a person is no fact before"
                                    + " the caller has proved to be that person, so known(…) is"
                                    + " enough");
                }
                arguments.forEach(FactRule::requireTaken);
            }
            case Expression.Not(var inner) -> requireTaken(inner);
            case Expression.And(var left, var right) -> requireTaken(left, right);
            case Expression.Or(var left, var right) -> requireTaken(left, right);
            case Expression.Compare(_, var left, var right) -> requireTaken(left, right);
        }
    }

    private static void requireTaken(Expression left, Expression right) {
        requireTaken(left);
        requireTaken(right);
    }

    /// The facts that it looks at.
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        ProvingSlots.roots(condition, names);
        return Collections.unmodifiableSet(names);
    }

    /// False as well where a fact is missing.
    public boolean holds(Map<String, Object> facts, LocalDate today) {
        return new Values(facts, today).holds(condition);
    }

    /// What is wrong with it as a condition on what this flow may tell; empty if nothing is.
    public Optional<String> trouble(Flow flow) {
        var untold = names().stream().filter(name -> !flow.mayTell(name)).findFirst();
        if (untold.isPresent() && flow.variables().containsKey(untold.get())) {
            return Optional.of("\"" + untold.get() + "\" is never told to anybody else");
        }
        try {
            new Types(flow.variables()).flag(condition);
            return Optional.empty();
        } catch (Mistake mistake) {
            return Optional.of(String.valueOf(mistake.getMessage()));
        }
    }
}
