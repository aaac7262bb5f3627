package dev.parley.dialog.talk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.dialog.flow.Meant;
import dev.parley.dialog.flow.OpenQuestion;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.SlotValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The two tools by which a model says what a caller means at an open question: `answer` and `go`.
/// Made of the flow file alone, so nothing that anybody says or a tool returns changes them.
final class FlowTools {
    static final String ANSWER = "answer";
    static final String GO = "go";

    private static final String WAY = "where";
    private static final String NOT_RIGHT = "not_right";
    private static final String UNSAID = "unsaid";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FlowTools() {}

    /// What a model wished, checked.
    sealed interface Wish {
        record Fits(Meant meant) implements Wish {}

        /// @param why for the model, without anything that was said
        record Refused(String why) implements Wish {}
    }

    static List<ToolSpec> of(OpenQuestion question) {
        var tools = new ArrayList<ToolSpec>();
        if (!question.slots().isEmpty() || !question.wrong().isEmpty() || question.confirms()) {
            tools.add(answer(question));
        }
        tools.add(go(question));
        return tools;
    }

    private static ToolSpec answer(OpenQuestion question) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        question.slots().forEach((name, slot) -> properties.set(name, SlotForm.schema(slot)));
        if (question.confirms() || !question.wrong().isEmpty()) {
            properties.set(NOT_RIGHT, notRight(question));
        }
        schema.put("additionalProperties", false);
        return new ToolSpec(
                ANSWER,
                question.confirms()
                        ? "What the caller finds wrong in what was read back, or the better value."
                                + " Never call it for a yes: the caller has to say a plain yes."
                        : "What the caller answers to the open question; only what they said.",
                schema.toString());
    }

    private static ObjectNode notRight(OpenQuestion question) {
        var schema =
                NODES.objectNode()
                        .put("type", "string")
                        .put("description", "what is not right; unsaid if the caller only says no");
        var names = schema.putArray("enum");
        question.wrong().keySet().forEach(names::add);
        if (question.confirms()) {
            names.add(UNSAID);
        }
        return schema;
    }

    private static ToolSpec go(OpenQuestion question) {
        var schema = NODES.objectNode().put("type", "object");
        var where = schema.putObject("properties").putObject(WAY).put("type", "string");
        var names = where.putArray("enum");
        var description = new StringBuilder("What the caller wants instead of answering:");
        question.ways()
                .forEach((name, examples) -> {
                    names.add(name);
                    description.append(' ').append(name);
                    if (!examples.isEmpty()) {
                        description.append(" (").append(String.join(", ", examples)).append(')');
                    }
                    description.append(';');
                });
        schema.putArray("required").add(WAY);
        schema.put("additionalProperties", false);
        return new ToolSpec(GO, description.toString(), schema.toString());
    }

    static Wish read(ToolCall call, OpenQuestion question, AskedAt at) {
        var arguments = WishedCall.arguments(call.argumentsJson().reveal());
        if (arguments.isEmpty()) {
            return new Wish.Refused("expected the arguments as a JSON object");
        }
        return switch (call.name()) {
            case ANSWER -> answered(arguments.get(), question, at);
            case GO ->
                    question.ways().containsKey(String.valueOf(arguments.get().get(WAY)))
                            ? new Wish.Fits(new Meant.Way(String.valueOf(arguments.get().get(WAY))))
                            : new Wish.Refused("expected one of the ways that are listed");
            default -> new Wish.Refused("expected one of the tools that are offered");
        };
    }

    private static Wish answered(Map<String, Object> arguments, OpenQuestion question, AskedAt at) {
        var values = new LinkedHashMap<String, SlotValue>();
        for (var slot : question.slots().entrySet()) {
            var written = arguments.get(slot.getKey());
            if (written == null) {
                continue;
            }
            var value = SlotForm.value(slot.getValue(), written, at);
            if (value.isEmpty()) {
                return new Wish.Refused(
                        slot.getKey() + ": expected " + SlotForm.expected(slot.getValue()));
            }
            values.put(slot.getKey(), value.get());
        }
        var known = new ArrayList<>(question.slots().keySet());
        known.add(NOT_RIGHT);
        if (!known.containsAll(arguments.keySet())) {
            return new Wish.Refused("expected only " + known);
        }
        if (!values.isEmpty()) {
            return new Wish.Fits(new Meant.Values(values));
        }
        var wrong = arguments.get(NOT_RIGHT);
        if (UNSAID.equals(wrong) && question.confirms()) {
            return new Wish.Fits(new Meant.Denied());
        }
        return wrong instanceof String slot && question.wrong().containsKey(slot)
                ? new Wish.Fits(new Meant.Wrong(slot))
                : new Wish.Refused("expected what the caller said, got nothing");
    }
}
