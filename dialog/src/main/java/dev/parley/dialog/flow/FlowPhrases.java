package dev.parley.dialog.flow;

import dev.parley.dialog.flow.PromptTemplate.Piece;
import dev.parley.dialog.flow.PromptTemplate.Purpose;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.SlotType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything a flow can say, sentence by sentence: for a caller that must know all sentences of
/// its agent, and for rendering the fixed ones before the first call.
public final class FlowPhrases {
    private final Flow flow;
    private final List<PromptTemplate> templates = new ArrayList<>();

    private FlowPhrases(Flow flow) {
        this.flow = flow;
    }

    public static FlowPhrases of(Flow flow) {
        var phrases = new FlowPhrases(flow);
        phrases.collect();
        return phrases;
    }

    /// In the order of the flow file.
    public List<PromptTemplate> templates() {
        return List.copyOf(templates);
    }

    /// The sentences without values, as written, each once.
    public List<String> fixedSentences() {
        var sentences = new LinkedHashSet<String>();
        for (var template : templates) {
            if (template.isFixed()) {
                var text = new StringBuilder();
                for (var piece : template.pieces()) {
                    if (piece instanceof PromptTemplate.Text(String words)) {
                        text.append(words);
                    }
                }
                sentences.add(text.toString());
            }
        }
        return List.copyOf(sentences);
    }

    private void collect() {
        for (var step : flow.steps().values()) {
            int place = 0;
            for (var line : step.speech().lines()) {
                add(step.name(), Purpose.TELL, 0, place++, line.template(), line.each());
            }
            switch (step) {
                case Step.Ask ask -> prompt(ask.name(), Purpose.ASK, ask.prompt());
                case Step.Confirm confirm -> {
                    prompt(confirm.name(), Purpose.CONFIRM, confirm.prompt());
                    if (confirm.which() != null) {
                        prompt(confirm.name(), Purpose.WHICH, confirm.which());
                    }
                }
                case Step.Tell _, Step.Call _, Step.Assign _, Step.End _ -> {}
            }
        }
        var voice = flow.header().voice();
        variants("", Purpose.AGAIN, voice.notUnderstood());
        variants("", Purpose.HELP, List.of(voice.help()));
        variants("", Purpose.AGAIN, List.of(voice.noWayBack(), voice.readAgain()));
        for (var topic : flow.header().topics()) {
            variants("", Purpose.AGAIN, List.of(topic.answer()));
        }
        for (var tool : flow.tools().values()) {
            if (!tool.filler().isEmpty()) {
                variants(
                        "",
                        Purpose.FILLER,
                        List.of(Template.sentences(tool.filler(), tool.line())));
            }
        }
    }

    private void prompt(String step, Purpose purpose, Step.Prompt prompt) {
        variants(step, purpose, prompt.tries());
        variants(step, Purpose.KEYPAD, List.of(prompt.keypad()));
        variants(step, Purpose.HELP, List.of(prompt.help()));
        variants(step, Purpose.SILENCE, List.of(prompt.silence()));
    }

    private void variants(String step, Purpose purpose, List<List<Template>> wordings) {
        for (int variant = 0; variant < wordings.size(); variant++) {
            int place = 0;
            for (var template : wordings.get(variant)) {
                add(step, purpose, variant, place++, template, null);
            }
        }
    }

    private void add(
            String step,
            Purpose purpose,
            int variant,
            int place,
            Template template,
            @Nullable Expression each) {
        Map<String, Type> variables = new LinkedHashMap<>(flow.variables());
        if (each != null) {
            variables.put("item", Type.thing(new Types(variables).of(each).fields()));
        }
        var pieces = new ArrayList<Piece>();
        for (var part : template.parts()) {
            switch (part) {
                case Template.Text(String text) -> pieces.add(new PromptTemplate.Text(text));
                case Template.Value(Expression expression, String source) -> {
                    var type = new Types(variables).of(expression);
                    pieces.add(
                            new PromptTemplate.Variable(
                                    source, type.kind(), spoken(type), answers(type)));
                }
            }
        }
        templates.add(new PromptTemplate(step, purpose, variant, place, pieces));
    }

    private Optional<Grammar> answers(Type type) {
        return switch (type.kind()) {
            case TEXT, NUMBER ->
                    !type.slot().isEmpty()
                                    && flow.slot(type.slot()).source()
                                            instanceof SlotUse.Fixed(SlotType answer)
                            ? Optional.of(answer.bare())
                            : Optional.empty();
            case FLAG, MONEY, DATE, TIME, TIMES, DIGITS, CHOICE, LIST, THING -> Optional.empty();
        };
    }

    private List<String> spoken(Type type) {
        if (type.kind() == ValueKind.CHOICE
                && flow.slot(type.slot()).source() instanceof SlotUse.Fixed(MenuSlot menu)) {
            return menu.options().stream().map(MenuSlot.Option::spoken).toList();
        }
        return List.of();
    }
}
