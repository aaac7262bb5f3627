package dev.parley.dialog.flow;

import dev.parley.dialog.flow.ExpressionParser.Mistake;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads the steps of a flow and checks each by itself: shapes, names, phrases.
final class StepReader {
    private static final Expression NOTHING = new Expression.Literal("");

    private final Problems problems;
    private final Map<String, SlotUse> slots;
    private final Map<String, ToolUse> tools;
    private final FlowChecks checks;
    private Set<String> names = Set.of();

    StepReader(
            Problems problems,
            Map<String, SlotUse> slots,
            Map<String, ToolUse> tools,
            FlowChecks checks) {
        this.problems = problems;
        this.slots = slots;
        this.tools = tools;
        this.checks = checks;
    }

    Map<String, Step> steps(YamlMap map) {
        var steps = new LinkedHashMap<String, Step>();
        names = new LinkedHashSet<>(map.keys());
        for (var name : map.keys()) {
            var step = map.map(name, "step \"" + name + "\"");
            steps.put(name, step(name, map.lineOf(name), step));
            step.done();
        }
        if (steps.isEmpty()) {
            problems.add(map.line(), "a flow needs steps");
        }
        return steps;
    }

    private Step step(String name, int line, YamlMap map) {
        var speech = speech(map);
        if (map.has("ask")) {
            return ask(name, line, speech, map);
        }
        if (map.has("confirm")) {
            return confirm(name, line, speech, map);
        }
        if (map.has("call")) {
            return call(name, line, speech, map);
        }
        if (map.has("end")) {
            return new Step.End(name, line, speech, map.text("end"));
        }
        if (map.has("set") || map.has("clear")) {
            return assign(name, line, speech, map);
        }
        if (speech.lines().isEmpty() && !map.has("go")) {
            problems.add(
                    line,
                    "step \""
                            + name
                            + "\" does nothing; expected say, ask, confirm, "
                            + "call, set, clear, go or end");
        }
        return new Step.Tell(name, line, speech, next(map, "go"));
    }

    private Step ask(String name, int line, Step.Speech speech, YamlMap map) {
        var slot = slotName(map, "slot");
        var also = new ArrayList<String>();
        for (var text : map.texts("also")) {
            checkSlot(text.value(), text.line());
            also.add(text.value());
        }
        var failed = map.has("failed") ? target(map, "failed") : null;
        var soundKept = map.has("keep-sound") ? map.text("keep-sound") : null;
        if (soundKept != null && failed == null) {
            problems.add(line, "\"keep-sound\" needs \"failed\": where to go without an answer");
        }
        var prompt = prompt(name, map, "ask");
        var offered = map.has("offered") ? expression(map, "offered") : null;
        var other = map.has("other") ? target(map, "other") : null;
        return new Step.Ask(
                name,
                line,
                speech,
                prompt,
                slot,
                also,
                offered,
                next(map, "go"),
                other,
                failed,
                soundKept);
    }

    private Step confirm(String name, int line, Step.Speech speech, YamlMap map) {
        var prompt = prompt(name, map, "confirm");
        var tool = map.text("for");
        checkTool(tool, map.lineOf("for"));
        var values = new ArrayList<String>();
        for (var text : map.texts("values")) {
            checkSlot(text.value(), text.line());
            values.add(text.value());
        }
        var change = new LinkedHashMap<String, String>();
        var targets = map.map("change", "change");
        for (var slot : targets.keys()) {
            checkSlot(slot, targets.lineOf(slot));
            if (!values.contains(slot)) {
                problems.add(targets.lineOf(slot), "\"" + slot + "\" is not among the values");
            }
            change.put(slot, target(targets, slot));
        }
        var no = map.has("no") || change.isEmpty() ? target(map, "no") : null;
        var which = no == null ? prompt(name, map, "which") : null;
        var changed = change.isEmpty() ? null : target(map, "changed");
        return new Step.Confirm(
                name,
                line,
                speech,
                prompt,
                tool,
                values,
                target(map, "yes"),
                no,
                which,
                change,
                changed);
    }

    private Step call(String name, int line, Step.Speech speech, YamlMap map) {
        var tool = map.text("call");
        checkTool(tool, map.lineOf("call"));
        var given = new LinkedHashMap<String, Step.Argument>();
        var with = map.map("with", "arguments of " + tool);
        var known = checks.tools().getOrDefault(tool, List.of());
        for (var key : with.keys()) {
            boolean optional = key.endsWith("?");
            var argument = optional ? key.substring(0, key.length() - 1) : key;
            if (!known.contains(argument)) {
                problems.unknown(with.lineOf(key), "argument of " + tool, argument, known);
            }
            given.put(argument, new Step.Argument(expression(with, key), optional));
        }
        for (var argument : known) {
            if (!given.containsKey(argument)) {
                problems.add(line, "tool \"" + tool + "\" needs argument \"" + argument + "\"");
            }
        }
        var errors = new LinkedHashMap<String, String>();
        var branches = map.map("errors", "errors of step \"" + name + "\"");
        for (var error : branches.keys()) {
            errors.put(error, target(branches, error));
        }
        if (!errors.containsKey("other")) {
            problems.add(line, "step \"" + name + "\" needs \"other\" among its errors");
        }
        return new Step.Call(
                name, line, speech, tool, given, map.text("as", tool), next(map, "go"), errors);
    }

    private Step assign(String name, int line, Step.Speech speech, YamlMap map) {
        var set = new LinkedHashMap<String, Expression>();
        if (map.has("set")) {
            var values = map.map("set", "set");
            for (var variable : values.keys()) {
                set.put(variable, expression(values, variable));
            }
        }
        var clear = map.texts("clear").stream().map(YamlMap.Text::value).toList();
        return new Step.Assign(name, line, speech, set, clear, next(map, "go"));
    }

    private Step.Speech speech(YamlMap map) {
        var lines = new ArrayList<Step.Line>();
        for (var node : map.items("say")) {
            if (node instanceof MappingNode) {
                var each = YamlMap.of(node, "say", problems);
                var list = expression(each, "each");
                for (var text : each.texts("line")) {
                    sentences(text).forEach(line -> lines.add(new Step.Line(line, list)));
                }
                each.done();
            } else {
                var text = text(node);
                sentences(text).forEach(line -> lines.add(new Step.Line(line, null)));
            }
        }
        return new Step.Speech(lines, map.flag("interruptible", true));
    }

    private YamlMap.Text text(Node node) {
        var one = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (one.isBlank()) {
            problems.add(YamlMap.line(node), "expected a sentence");
        }
        return new YamlMap.Text(one.strip(), YamlMap.line(node));
    }

    private Step.Prompt prompt(String step, YamlMap map, String key) {
        var tries = new ArrayList<List<Template>>();
        var wordings = new HashSet<String>();
        for (var text : map.texts(key)) {
            tries.add(sentences(text));
            if (!wordings.add(text.value())) {
                problems.add(
                        text.line(),
                        "a retry must use other words, this repeats \"" + text.value() + "\"");
            }
        }
        boolean mayFail = key.equals("ask") && map.has("failed");
        if (tries.size() < (mayFail ? 1 : 2)) {
            problems.add(
                    map.lineOf(key),
                    "step \""
                            + step
                            + "\": \""
                            + key
                            + "\" needs at least two wordings, the second for a retry, got "
                            + tries.size());
        }
        var keypadKey = key.equals("which") ? "which-keypad" : "keypad";
        if (!map.has(keypadKey) && !mayFail) {
            problems.add(
                    map.lineOf(key),
                    "step \""
                            + step
                            + "\": \""
                            + keypadKey
                            + "\" is missing, the words that ask for keys after two tries");
        }
        boolean main = !key.equals("which");
        return new Step.Prompt(
                tries,
                all(map, keypadKey),
                main ? all(map, "help") : List.of(),
                main ? all(map, "silence") : List.of());
    }

    private List<Template> all(YamlMap map, String key) {
        return map.texts(key).stream().flatMap(text -> sentences(text).stream()).toList();
    }

    private List<Template> sentences(YamlMap.Text text) {
        try {
            var sentences = Template.sentences(text.value(), text.line());
            if (sentences.isEmpty()) {
                problems.add(text.line(), "expected a sentence, got nothing");
            }
            return sentences;
        } catch (Mistake mistake) {
            problems.add(text.line(), String.valueOf(mistake.getMessage()));
            return List.of();
        }
    }

    private Expression expression(YamlMap map, String key) {
        try {
            return ExpressionParser.parse(map.text(key));
        } catch (Mistake mistake) {
            problems.add(map.lineOf(key), String.valueOf(mistake.getMessage()));
            return NOTHING;
        }
    }

    private Step.Next next(YamlMap map, String key) {
        var rules = new ArrayList<Step.Rule>();
        if (!map.has(key)) {
            problems.add(map.line(), "\"" + key + "\" is missing: where to go next");
        }
        for (var node : map.items(key)) {
            rules.add(rule(node));
        }
        for (int i = 0; i < rules.size(); i++) {
            boolean last = i == rules.size() - 1;
            boolean conditional = rules.get(i).when() != null;
            if (last && conditional) {
                problems.add(rules.get(i).line(), "the last rule must have no \"when\"");
            } else if (!last && !conditional) {
                problems.add(rules.get(i).line(), "rules after this one are never reached");
            }
        }
        return new Step.Next(rules);
    }

    private Step.Rule rule(Node node) {
        int line = YamlMap.line(node);
        if (node instanceof MappingNode) {
            var map = YamlMap.of(node, "rule", problems);
            @Nullable Expression when = map.has("when") ? expression(map, "when") : null;
            var to = target(map, "to");
            map.done();
            return new Step.Rule(when, to, line);
        }
        var to = text(node).value();
        checkStep(to, line);
        return new Step.Rule(null, to, line);
    }

    private String target(YamlMap map, String key) {
        var to = map.text(key);
        if (!to.isEmpty()) {
            checkStep(to, map.lineOf(key));
        }
        return to;
    }

    private String slotName(YamlMap map, String key) {
        var name = map.text(key);
        if (!name.isEmpty()) {
            checkSlot(name, map.lineOf(key));
        }
        return name;
    }

    private void checkStep(String name, int line) {
        if (!names.contains(name)) {
            problems.unknown(line, "step", name, names);
        }
    }

    private void checkSlot(String name, int line) {
        if (!slots.containsKey(name)) {
            problems.unknown(line, "slot", name, slots.keySet());
        }
    }

    private void checkTool(String name, int line) {
        if (!name.isEmpty() && !tools.containsKey(name)) {
            problems.unknown(line, "tool", name, tools.keySet());
        }
    }
}
