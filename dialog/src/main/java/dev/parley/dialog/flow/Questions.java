package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the questions of steps.
final class Questions {
    static final String WHICH = "/which";

    private Questions() {}

    /// The questions of a step that are the same in every call, by name; none if a slot of it is
    /// chosen from a list.
    static Map<String, Question> fixed(Flow flow, Step step) {
        var questions = new LinkedHashMap<String, Question>();
        switch (step) {
            case Step.Ask ask -> {
                if (allFixed(flow, ask.slots())) {
                    questions.put(step.name(), slot(types(flow, ask.slots()), List.of()));
                }
            }
            case Step.Confirm confirm -> {
                var values = fixedOnly(flow, confirm.values());
                questions.put(
                        step.name(),
                        new ConfirmQuestion(types(flow, values), names(flow, confirm)));
                if (!confirm.change().isEmpty()) {
                    questions.put(
                            step.name() + WHICH,
                            new WhichQuestion(types(flow, values), names(flow, confirm)));
                }
            }
            case Step.Tell _, Step.Call _, Step.Assign _, Step.End _ -> {}
        }
        return questions;
    }

    /// What is listened for when a step asks now; made afresh if its options came from a tool.
    static Listening listening(
            Flow flow,
            SlotTypes slotTypes,
            Step.Ask ask,
            Map<String, Object> variables,
            LocalDate today) {
        var offered = new ArrayList<SlotValue>();
        if (ask.offered() != null
                && new Values(variables, today).of(ask.offered()) instanceof List<?> times) {
            times.forEach(
                    time -> offered.add(new SlotValue.Clock(LocalTime.parse(time.toString()))));
        }
        var types = new LinkedHashMap<String, SlotType>();
        for (var slot : ask.slots()) {
            types.put(slot, slotTypes.of(slot, variables));
        }
        var question = slot(types, offered);
        var prepared = flow.listenings().get(ask.name());
        return prepared == null
                ? Listening.to(ask.name(), question, flow.header().topics(), List.of())
                : prepared.with(question);
    }

    /// The questions that were answered on the way here and whose answers still hold, the latest
    /// first.
    static List<Correction.Earlier> answered(Flow flow, SlotTypes slotTypes, Memory memory) {
        var answered = new ArrayList<Correction.Earlier>();
        for (var name : memory.asked()) {
            if (flow.step(name) instanceof Step.Ask ask
                    && memory.variables().containsKey(ask.slot())) {
                var types = new LinkedHashMap<String, SlotType>();
                for (var slot : ask.slots()) {
                    types.put(slot, slotTypes.of(slot, memory.variables()));
                }
                answered.add(new Correction.Earlier(ask, types, flow.slot(ask.slot()).names()));
            }
        }
        return answered;
    }

    private static Question slot(Map<String, SlotType> types, List<SlotValue> offered) {
        return new SlotQuestion(types, offered);
    }

    private static boolean allFixed(Flow flow, List<String> slots) {
        return fixedOnly(flow, slots).size() == slots.size();
    }

    private static List<String> fixedOnly(Flow flow, List<String> slots) {
        var fixed = new ArrayList<>(slots);
        fixed.removeIf(slot -> !(flow.slot(slot).source() instanceof SlotUse.Fixed));
        return fixed;
    }

    private static Map<String, SlotType> types(Flow flow, List<String> slots) {
        var types = new LinkedHashMap<String, SlotType>();
        for (var slot : slots) {
            if (flow.slot(slot).source() instanceof SlotUse.Fixed(SlotType type)) {
                types.put(slot, type);
            }
        }
        return types;
    }

    private static Map<String, List<String>> names(Flow flow, Step.Confirm confirm) {
        var names = new LinkedHashMap<String, List<String>>();
        confirm.change().keySet().forEach(slot -> names.put(slot, flow.slot(slot).names()));
        return names;
    }
}
