package dev.parley.dialog.flow;

import dev.parley.dialog.Promised;
import dev.parley.dialog.flow.ExpressionParser.Mistake;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a flow file: header and tools here, slots in [SlotReader], steps in [StepReader], checks
/// across steps in [FlowCheck]. One use.
final class FlowReader {
    private static final List<String> FIELD_TYPES =
            List.of("text", "flag", "number", "money", "date", "time", "times", "digits");

    private final String file;
    private final FlowChecks checks;
    private final Problems problems;

    FlowReader(String file, FlowChecks checks) {
        this.file = file;
        this.checks = checks;
        this.problems = new Problems(file);
    }

    Flow read(String yaml) {
        var root = YamlMap.read(file, yaml, "flow", problems);
        var slots = new SlotReader(problems).slots(root.map("slots", "slots"));
        var tools = tools(root.map("tools", "tools"));
        var voice = voice(root.map("phrases", "phrases"));
        var steps =
                new StepReader(problems, slots, tools, checks).steps(root.map("steps", "steps"));
        var topics = new TopicReader(problems, steps.keySet()).topics(root.map("topics", "topics"));
        var header =
                new Flow.Header(
                        root.text("flow"),
                        root.text("version"),
                        root.text("language", "en-US"),
                        step(root, "start", steps),
                        step(root, "person", steps),
                        step(root, "restart", steps),
                        step(root, "goodbye", steps),
                        root.whole("turns", 80, 5, 500),
                        root.whole("visits", 8, 1, 50),
                        voice,
                        topics,
                        talk(root, slots, steps));
        root.done();
        problems.throwIfAny();
        var variables = variables(slots, tools, steps);
        problems.throwIfAny();
        var draft = new Flow(header, slots, tools, steps, variables, Map.of());
        new FlowCheck(draft, problems, Set.of(header.start())).run();
        problems.throwIfAny();
        var flow = new Flow(header, slots, tools, steps, variables, listenings(draft));
        problems.throwIfAny();
        return flow;
    }

    private @Nullable FlowTalk talk(
            YamlMap root, Map<String, SlotUse> slots, Map<String, Step> steps) {
        var language = SpokenLanguage.of(root.text("language", "en-US"));
        return root.has("talk")
                ? new TalkReader(problems, language, slots, steps.keySet())
                        .read(root.text("flow"), root.map("talk", "talk"))
                : null;
    }

    private String step(YamlMap root, String key, Map<String, Step> steps) {
        var name = root.text(key);
        if (!name.isEmpty() && !steps.containsKey(name)) {
            problems.unknown(root.lineOf(key), "step", name, steps.keySet());
        }
        return name;
    }

    private Flow.Voice voice(YamlMap map) {
        var again = new ArrayList<List<Template>>();
        for (var text : map.texts("not-understood")) {
            again.add(sentences(text));
        }
        if (again.size() < 2) {
            problems.add(
                    map.lineOf("not-understood"),
                    "phrases: \"not-understood\" needs at least two wordings, got " + again.size());
        }
        var voice =
                new Flow.Voice(
                        List.copyOf(again),
                        required(map, "help"),
                        required(map, "no-way-back"),
                        required(map, "read-again"));
        map.done();
        return voice;
    }

    private List<Template> required(YamlMap map, String key) {
        var texts = map.texts(key);
        if (texts.isEmpty()) {
            problems.add(map.line(), "phrases: \"" + key + "\" is missing");
        }
        return texts.stream().flatMap(text -> sentences(text).stream()).toList();
    }

    private List<Template> sentences(YamlMap.Text text) {
        try {
            return Template.sentences(text.value(), text.line());
        } catch (Mistake mistake) {
            problems.add(text.line(), String.valueOf(mistake.getMessage()));
            return List.of();
        }
    }

    private Map<String, ToolUse> tools(YamlMap map) {
        var tools = new LinkedHashMap<String, ToolUse>();
        for (var name : map.keys()) {
            var tool = map.map(name, "tool \"" + name + "\"");
            if (!checks.tools().containsKey(name)) {
                problems.unknown(map.lineOf(name), "tool", name, checks.tools().keySet());
            }
            if (!tool.has("writes")) {
                problems.add(
                        map.lineOf(name),
                        "tool \"" + name + "\": \"writes\" is missing; say true or false");
            }
            tools.put(
                    name,
                    new ToolUse(
                            name,
                            map.lineOf(name),
                            tool.flag("writes", true),
                            null,
                            promises(tool),
                            tool.text("filler", ""),
                            fields(tool.map("returns", "returns of " + name))));
            identity(tool, name, tools);
            tool.done();
        }
        return tools;
    }

    private Set<Promised> promises(YamlMap tool) {
        var promises = EnumSet.noneOf(Promised.class);
        var known = Arrays.stream(Promised.values()).map(Promised::word).toList();
        for (var text : tool.texts("promises")) {
            if (known.contains(text.value())) {
                promises.add(Promised.valueOf(text.value().toUpperCase(Locale.ROOT)));
            } else {
                problems.unknown(text.line(), "kind of promise", text.value(), known);
            }
        }
        return promises;
    }

    /// `needs: identity` or `proves: identity`, of whom, and by which field of the result.
    private void identity(YamlMap map, String name, Map<String, ToolUse> tools) {
        boolean needs = map.has("needs");
        boolean proves = map.has("proves");
        if (!needs && !proves) {
            return;
        }
        var key = needs ? "needs" : "proves";
        if (!map.text(key).equals("identity") || (needs && proves)) {
            map.wrong(key, "identity, and only one of needs and proves", map.text(key));
        }
        var tool = Objects.requireNonNull(tools.get(name));
        var of = map.text("of");
        var provedBy = proves ? map.text("if") : "";
        var known = new ArrayList<>(checks.tools().getOrDefault(name, List.of()));
        if (proves) {
            known.addAll(tool.returns().keySet());
            var field = tool.returns().get(provedBy);
            if (field == null || field.type().kind() != ValueKind.FLAG || field.optional()) {
                map.wrong("if", "a flag among what it returns", provedBy);
            }
        }
        if (!known.contains(of)) {
            problems.unknown(map.lineOf("of"), "argument of " + name, of, known);
        }
        tools.put(
                name,
                new ToolUse(
                        name,
                        tool.line(),
                        tool.writes(),
                        new ToolUse.Identity(of, provedBy),
                        tool.promises(),
                        tool.filler(),
                        tool.returns()));
    }

    private Map<String, Type.Field> fields(YamlMap map) {
        var fields = new LinkedHashMap<String, Type.Field>();
        for (var key : map.keys()) {
            boolean optional = key.endsWith("?");
            var name = optional ? key.substring(0, key.length() - 1) : key;
            Type type;
            if (map.isMap(key)) {
                var list = map.map(key, "field \"" + name + "\"");
                type = Type.list(fields(list.map("list", "list of " + name)));
                list.done();
            } else {
                var text = map.text(key);
                if (!FIELD_TYPES.contains(text)) {
                    problems.unknown(map.lineOf(key), "field type", text, FIELD_TYPES);
                    continue;
                }
                type = Type.of(ValueKind.valueOf(text.toUpperCase(Locale.ROOT)));
            }
            fields.put(name, new Type.Field(type, optional));
        }
        return fields;
    }

    /// All variables a flow can have, with their types: the caller, slots, results, and what steps
    /// set.
    private Map<String, Type> variables(
            Map<String, SlotUse> slots, Map<String, ToolUse> tools, Map<String, Step> steps) {
        var variables = new LinkedHashMap<String, Type>();
        variables.put(
                Memory.CALLER,
                Type.thing(Map.of("phone", new Type.Field(Type.of(ValueKind.DIGITS), false))));
        slots.values().forEach(slot -> variables.put(slot.name(), slot.type()));
        for (var step : steps.values()) {
            if (step instanceof Step.Ask ask && ask.soundKept() != null) {
                variables.put(ask.soundKept(), Type.of(ValueKind.NUMBER));
            }
            if (step instanceof Step.Call call && tools.containsKey(call.tool())) {
                var result = Type.thing(tool(tools, call).returns());
                var other = variables.putIfAbsent(call.as(), result);
                if (other != null && !other.equals(result)) {
                    problems.add(
                            call.line(),
                            "\"" + call.as() + "\" is already the name of something else");
                }
            }
        }
        for (var step : steps.values()) {
            if (step instanceof Step.Assign assign) {
                assign.set().forEach((name, value) -> assigned(assign, name, value, variables));
            }
        }
        return variables;
    }

    private static ToolUse tool(Map<String, ToolUse> tools, Step.Call call) {
        return Objects.requireNonNull(tools.get(call.tool()));
    }

    private void assigned(
            Step.Assign assign, String name, Expression value, Map<String, Type> variables) {
        try {
            var type = new Types(variables).of(value);
            var own = variables.putIfAbsent(name, type);
            if (own != null && !takes(own, type)) {
                problems.add(
                        assign.line(),
                        "\""
                                + name
                                + "\" is "
                                + Types.word(own)
                                + " and cannot be set to "
                                + Types.word(type));
            }
        } catch (Mistake mistake) {
            problems.add(assign.line(), String.valueOf(mistake.getMessage()));
        }
    }

    private static boolean takes(Type own, Type value) {
        boolean onlyAnswered = own.kind() == ValueKind.TEXT || own.kind() == ValueKind.NUMBER;
        if (onlyAnswered && !own.slot().isEmpty()) {
            return false;
        }
        if (own.kind() == ValueKind.CHOICE) {
            return switch (value.kind()) {
                case TEXT, THING -> true;
                case CHOICE -> own.slot().equals(value.slot());
                case FLAG, NUMBER, MONEY, DATE, TIME, TIMES, DIGITS, LIST -> false;
            };
        }
        return own.kind() == value.kind();
    }

    /// One after another this takes seconds, so the start uses all processors.
    private Map<String, Listening> listenings(Flow flow) {
        var earlier = new EarlierSlots(flow);
        var topics = flow.header().topics();
        var made =
                flow.steps().values().parallelStream()
                        .flatMap(step ->
                                Questions.fixed(flow, step).entrySet().stream()
                                        .map(question ->
                                                new Made(
                                                        step,
                                                        question.getKey(),
                                                        question.getValue())))
                        .map(draft -> draft.with(topics, earlier.at(draft.step)))
                        .toList();
        var listenings = new LinkedHashMap<String, Listening>();
        for (var each : made) {
            if (each.listening == null) {
                problems.add(each.step.line(), each.problem);
            } else {
                listenings.put(each.name, each.listening);
            }
        }
        return listenings;
    }

    /// A question while what it listens for is made.
    private record Made(
            Step step,
            String name,
            Question question,
            @Nullable Listening listening,
            String problem) {
        Made(Step step, String name, Question question) {
            this(step, name, question, null, "");
        }

        Made with(List<Topic> topics, List<SlotType> earlier) {
            try {
                var made = Listening.to(name, question, topics, earlier);
                return new Made(step, name, question, made, "");
            } catch (IllegalArgumentException e) {
                return new Made(step, name, question, null, String.valueOf(e.getMessage()));
            }
        }
    }
}
