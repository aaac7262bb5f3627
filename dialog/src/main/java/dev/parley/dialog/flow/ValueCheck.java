package dev.parley.dialog.flow;

import dev.parley.dialog.flow.ExpressionParser.Mistake;
import dev.parley.dialog.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what a step says, asks and computes: types, and whether every variable surely has a value
/// there.
final class ValueCheck {
    private final Flow flow;
    private final Problems problems;

    ValueCheck(Flow flow, Problems problems) {
        this.flow = flow;
        this.problems = problems;
    }

    void uses(Step step, Set<String> here) {
        for (var line : step.speech().lines()) {
            spoken(line.template(), line.each(), here);
        }
        switch (step) {
            case Step.Tell tell -> conditions(tell.next(), here);
            case Step.Ask ask -> {
                prompt(ask.prompt(), here);
                var type = flow.slot(ask.slot()).type();
                if (ask.offered() != null) {
                    value(ask.offered(), ValueKind.TIMES, here, step.line());
                    if (type.kind() != ValueKind.TIME) {
                        problems.add(step.line(), "only a time can be chosen from \"offered\"");
                    }
                }
                ask.slots().forEach(slot -> listed(slot, here, step.line()));
                var after = new LinkedHashSet<>(here);
                after.add(ask.slot());
                conditions(ask.next(), after);
            }
            case Step.Confirm confirm -> {
                prompt(confirm.prompt(), here);
                if (confirm.which() != null) {
                    prompt(confirm.which(), here);
                }
            }
            case Step.Call call -> {
                for (var argument : call.with().values()) {
                    if (!argument.optional()) {
                        value(argument.value(), null, here, step.line());
                    } else {
                        typed(argument.value(), step.line());
                    }
                }
                var after = new LinkedHashSet<>(here);
                after.add(call.as());
                conditions(call.next(), after);
            }
            case Step.Assign assign -> {
                assign.set().values().forEach(value -> value(value, null, here, step.line()));
                for (var name : assign.clear()) {
                    if (!flow.variables().containsKey(name)) {
                        problems.unknown(step.line(), "variable", name, flow.variables().keySet());
                    }
                }
                var after = new LinkedHashSet<>(here);
                after.addAll(assign.set().keySet());
                assign.clear().forEach(after::remove);
                conditions(assign.next(), after);
            }
            case Step.End _ -> {}
        }
    }

    private void listed(String slot, Set<String> here, int line) {
        if (flow.slot(slot).source() instanceof SlotUse.Listed listed) {
            value(listed.list(), ValueKind.LIST, here, line);
        }
    }

    private void prompt(Step.Prompt prompt, Set<String> here) {
        for (var wording : prompt.tries()) {
            wording.forEach(line -> spoken(line, null, here));
        }
        prompt.keypad().forEach(line -> spoken(line, null, here));
        prompt.help().forEach(line -> spoken(line, null, here));
        prompt.silence().forEach(line -> spoken(line, null, here));
    }

    private void spoken(Template template, @Nullable Expression each, Set<String> here) {
        var variables = new LinkedHashMap<>(flow.variables());
        var known = new LinkedHashSet<>(here);
        if (each != null) {
            value(each, ValueKind.LIST, here, template.line());
            try {
                var list = new Types(flow.variables()).of(each);
                variables.put("item", Type.thing(list.fields()));
                known.add("item");
            } catch (Mistake _) {
                return;
            }
        }
        for (var part : template.parts()) {
            if (!(part instanceof Template.Value(Expression expression, String source))) {
                continue;
            }
            try {
                var type = new Types(variables).of(expression);
                if (!type.canBeSpoken()) {
                    problems.add(
                            template.line(),
                            "{" + source + "} is " + Types.word(type) + ", which cannot be spoken");
                }
                undefined(expression, known, template.line());
            } catch (Mistake mistake) {
                problems.add(template.line(), String.valueOf(mistake.getMessage()));
            }
        }
    }

    private void conditions(Step.Next next, Set<String> here) {
        var known = new LinkedHashSet<>(here);
        for (var rule : next.rules()) {
            if (rule.when() != null) {
                value(rule.when(), ValueKind.FLAG, known, rule.line());
                known.addAll(FlowGraph.facts(rule.when(), false));
            }
        }
    }

    private void typed(Expression expression, int line) {
        try {
            new Types(flow.variables()).of(expression);
        } catch (Mistake mistake) {
            problems.add(line, String.valueOf(mistake.getMessage()));
        }
    }

    private void value(
            Expression expression, @Nullable ValueKind kind, Set<String> here, int line) {
        try {
            var type = new Types(flow.variables()).of(expression);
            if (kind != null && type.kind() != kind) {
                problems.add(
                        line,
                        "expected " + Types.word(Type.of(kind)) + ", got " + Types.word(type));
            }
            undefined(expression, here, line);
        } catch (Mistake mistake) {
            problems.add(line, String.valueOf(mistake.getMessage()));
        }
    }

    /// Reports variables that may have no value here. What `known(…)` found out counts.
    private void undefined(Expression expression, Set<String> here, int line) {
        switch (expression) {
            case Expression.Literal _ -> {}
            case Expression.Path path -> {
                if (!here.contains(path.root())) {
                    problems.add(
                            line,
                            "\""
                                    + path.root()
                                    + "\" may have no value here; ask for it before, or"
                                    + " test it with known("
                                    + path.root()
                                    + ")");
                }
            }
            case Expression.Call(Expression.Function function, List<Expression> arguments) -> {
                if (function != Expression.Function.KNOWN
                        && function != Expression.Function.PROVEN) {
                    arguments.forEach(argument -> undefined(argument, here, line));
                }
            }
            case Expression.Not(Expression inner) -> undefined(inner, here, line);
            case Expression.And(Expression left, Expression right) -> {
                undefined(left, here, line);
                undefined(right, with(here, FlowGraph.facts(left, true)), line);
            }
            case Expression.Or(Expression left, Expression right) -> {
                undefined(left, here, line);
                undefined(right, with(here, FlowGraph.facts(left, false)), line);
            }
            case Expression.Compare(_, Expression left, Expression right) -> {
                undefined(left, here, line);
                undefined(right, here, line);
            }
        }
    }

    private static Set<String> with(Set<String> here, Set<String> more) {
        var all = new LinkedHashSet<>(here);
        all.addAll(more);
        return all;
    }
}
