package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The open question of this moment as others see it, and what of their answers is taken. The rules
/// of [OpenQuestion] and [Meant] hold here, whoever asks.
final class Opened {
    /// Of what callers say for a command or a topic.
    private static final int MOST_EXAMPLES = 4;

    private final Flow flow;
    private final SlotTypes slotTypes;
    private final Memory memory;
    private final AskedAt at;
    private final State.Waiting waiting;

    Opened(Flow flow, SlotTypes slotTypes, Memory memory, AskedAt at, State.Waiting waiting) {
        this.flow = flow;
        this.slotTypes = slotTypes;
        this.memory = memory;
        this.at = at;
        this.waiting = waiting;
    }

    OpenQuestion question() {
        var sentences = sentences();
        var ways = new LinkedHashMap<String, List<String>>();
        ways().forEach((name, way) -> ways.put(name, way.examples()));
        return new OpenQuestion(
                waiting.step().name(),
                sentences,
                slots(sentences),
                waiting.listening().question() instanceof ConfirmQuestion,
                wrong(),
                ways,
                flow.disclosure().of(memory));
    }

    private List<String> sentences() {
        return new Speaker(flow, slotTypes, at.today())
                .sentences(waiting.prompt().tries().getFirst(), memory.variables());
    }

    /// With those of later questions only where the asked one may be answered at all.
    private Map<String, OpenQuestion.Slot> slots(List<String> sentences) {
        var slots = new LinkedHashMap<String, OpenQuestion.Slot>();
        types().forEach((name, type) -> offer(name, type, sentences, slots));
        if (!slots.isEmpty()) {
            later().forEach((name, type) -> offer(name, type, sentences, slots));
        }
        return slots;
    }

    private void offer(
            String name,
            SlotType type,
            List<String> sentences,
            Map<String, OpenQuestion.Slot> slots) {
        var use = flow.slot(name);
        boolean isListed = use.source() instanceof SlotUse.Listed;
        boolean isSecret = isListed && !wereTold(type, sentences);
        if (!flow.disclosure().proves(name) && !isSecret) {
            slots.putIfAbsent(name, new OpenQuestion.Slot(type, use.names(), isListed));
        }
    }

    private Map<String, SlotType> types() {
        return switch (waiting.listening().question()) {
            case SlotQuestion question -> question.slots();
            case ConfirmQuestion question -> mayChange() ? question.slots() : Map.of();
            case WhichQuestion question -> mayChange() ? question.slots() : Map.of();
        };
    }

    /// What may be answered before it is asked.
    private Map<String, SlotType> later() {
        var later = new LinkedHashMap<String, SlotType>();
        if (waiting.listening().question() instanceof SlotQuestion) {
            for (var name : flow.talk().map(FlowTalk::also).orElse(List.of())) {
                if (flow.slot(name).source() instanceof SlotUse.Fixed(SlotType type)) {
                    later.put(name, type);
                }
            }
        }
        return later;
    }

    private boolean mayChange() {
        return waiting.step() instanceof Step.Confirm confirm && confirm.changed() != null;
    }

    /// Whether the flow itself names all these things when it asks.
    private static boolean wereTold(SlotType type, List<String> sentences) {
        var text = String.join(" ", sentences);
        return type instanceof MenuSlot menu
                && menu.options().stream().allMatch(option -> text.contains(option.spoken()));
    }

    private Map<String, List<String>> wrong() {
        return switch (waiting.listening().question()) {
            case SlotQuestion _ -> Map.of();
            case ConfirmQuestion question -> question.names();
            case WhichQuestion question -> question.names();
        };
    }

    private record Way(Answer answer, List<String> examples) {}

    private Map<String, Way> ways() {
        var ways = new LinkedHashMap<String, Way>();
        for (var command : Command.values()) {
            ways.put(
                    command.name().toLowerCase(Locale.ROOT),
                    new Way(new Answer.Asked(command), some(command.examples())));
        }
        for (var topic : waiting.listening().topics()) {
            ways.putIfAbsent(topic.name(), new Way(new Answer.BroughtUp(topic), some(all(topic))));
        }
        for (var name : memory.asked()) {
            if (flow.step(name) instanceof Step.Ask ask
                    && memory.variables().containsKey(ask.slot())
                    && !flow.slot(ask.slot()).names().isEmpty()) {
                ways.putIfAbsent(
                        "change_" + ask.slot(),
                        new Way(
                                new Answer.Corrected(ask, Map.of()),
                                some(flow.slot(ask.slot()).names())));
            }
        }
        return ways;
    }

    private static List<String> all(Topic topic) {
        var all = new ArrayList<>(topic.expected());
        all.addAll(topic.understood());
        return all;
    }

    private static List<String> some(List<String> examples) {
        return examples.subList(0, Math.min(MOST_EXAMPLES, examples.size()));
    }

    /// As the flow reads it; unclear if it may not be taken.
    Answer answer(Meant meant) {
        return switch (meant) {
            case Meant.Values(var values) -> values(values);
            case Meant.Denied _ ->
                    waiting.listening().question() instanceof ConfirmQuestion
                            ? new Answer.No()
                            : new Answer.Unclear();
            case Meant.Wrong(String slot) ->
                    wrong().containsKey(slot)
                            ? new Answer.Wrong(List.of(slot))
                            : new Answer.Unclear();
            case Meant.Way(String name) ->
                    Optional.ofNullable(ways().get(name))
                            .map(Way::answer)
                            .orElse(new Answer.Unclear());
            case Meant.Talk(boolean asksAgain) ->
                    new Answer.Talked(asksAgain || question().isYesNo());
        };
    }

    /// Values that were read back already are none: that they are right is for the caller to say.
    private Answer values(Map<String, SlotValue> values) {
        var asked = new LinkedHashMap<>(values);
        asked.keySet().retainAll(types().keySet());
        boolean fits = !asked.isEmpty() && slots(sentences()).keySet().containsAll(values.keySet());
        boolean isNew =
                waiting.step() instanceof Step.Ask
                        || asked.entrySet().stream()
                                .anyMatch(value ->
                                        !value.getValue()
                                                .equals(memory.variables().get(value.getKey())));
        return fits && isNew ? new Answer.Filled(asked, false, false) : new Answer.Unclear();
    }

    /// Of values that are taken, those for questions that come later.
    Map<String, SlotValue> forLater(Meant meant) {
        var later = new LinkedHashMap<String, SlotValue>();
        if (meant instanceof Meant.Values(var values)) {
            later.putAll(values);
            later.keySet().removeAll(types().keySet());
        }
        return later;
    }
}
