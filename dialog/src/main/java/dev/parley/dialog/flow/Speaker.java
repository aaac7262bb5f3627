package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Spoken;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns templates into the sentences of this moment.
final class Speaker {
    private final Flow flow;
    private final SlotTypes slotTypes;
    private final LocalDate today;

    Speaker(Flow flow, SlotTypes slotTypes, LocalDate today) {
        this.flow = flow;
        this.slotTypes = slotTypes;
        this.today = today;
    }

    List<String> lines(List<Step.Line> lines, Map<String, Object> variables) {
        return lines.stream().flatMap(line -> line(line, variables).stream()).toList();
    }

    private List<String> line(Step.Line line, Map<String, Object> variables) {
        if (line.each() == null) {
            return List.of(sentence(line.template(), flow.variables(), variables));
        }
        var types = new LinkedHashMap<>(flow.variables());
        types.put("item", Type.thing(new Types(flow.variables()).of(line.each()).fields()));
        if (!(new Values(variables, today).of(line.each()) instanceof List<?> things)) {
            throw new IllegalStateException("expected a list for \"each\", got none");
        }
        return things.stream()
                .map(thing -> {
                    var here = new LinkedHashMap<>(variables);
                    here.put("item", thing);
                    return sentence(line.template(), types, here);
                })
                .toList();
    }

    List<String> sentences(List<Template> templates, Map<String, Object> variables) {
        return templates.stream()
                .map(template -> sentence(template, flow.variables(), variables))
                .toList();
    }

    private String sentence(
            Template template, Map<String, Type> types, Map<String, Object> variables) {
        var text = new StringBuilder();
        for (var part : template.parts()) {
            switch (part) {
                case Template.Text(String fixed) -> text.append(fixed);
                case Template.Value(Expression expression, String source) -> {
                    var value = new Values(variables, today).of(expression);
                    if (value == null) {
                        throw new IllegalStateException(
                                "expected a value for {" + source + "}, got none");
                    }
                    text.append(spoken(new Types(types).of(expression), value, variables));
                }
            }
        }
        return text.toString();
    }

    private String spoken(Type type, Object value, Map<String, Object> variables) {
        if (!type.slot().isEmpty()
                && type.kind() != ValueKind.CHOICE
                && variables.get(type.slot()) instanceof SlotValue said
                && said.plain().equals(value)) {
            return slotTypes.of(type.slot(), variables).spoken(said);
        }
        return switch (type.kind()) {
            case TEXT, FLAG, THING -> Spoken.text(value.toString());
            case NUMBER -> Spoken.number(((Number) value).intValue());
            case MONEY -> Spoken.dollars(((Number) value).intValue());
            case DATE -> Spoken.date(LocalDate.parse(value.toString()));
            case TIME -> Spoken.time(LocalTime.parse(value.toString()));
            case DIGITS -> Spoken.digits(value.toString());
            case CHOICE ->
                    slotTypes
                            .of(type.slot(), variables)
                            .spoken(new SlotValue.Option(value.toString()));
            case TIMES ->
                    Spoken.either(
                            ((List<?>) value)
                                    .stream()
                                            .map(time -> LocalTime.parse(time.toString()))
                                            .map(Spoken::time)
                                            .toList());
            case LIST ->
                    Spoken.either(
                            ((List<?>) value)
                                    .stream()
                                            .map(thing -> ((Map<?, ?>) thing).get(Type.LABEL))
                                            .map(label -> Spoken.text(String.valueOf(label)))
                                            .toList());
        };
    }
}
