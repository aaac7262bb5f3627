package dev.parley.dialog.flow;

import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.TimeSlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which answers a caller may want to take back at each question: those given on some way to it, as
/// long as nothing was written.
final class EarlierSlots {
    /// Longer lists would crowd out the answers to the question itself.
    private static final int MOST_OPTIONS = 20;

    private final Flow flow;
    private final Map<String, Set<String>> before = new LinkedHashMap<>();

    EarlierSlots(Flow flow) {
        this.flow = flow;
        var graph = new FlowGraph(flow);
        var open = new ArrayDeque<String>();
        before.put(flow.header().start(), Set.of());
        open.add(flow.header().start());
        while (!open.isEmpty()) {
            var step = flow.step(open.remove());
            var after = after(step);
            for (var edge : graph.own(step)) {
                var known = before.get(edge.to());
                var all = new LinkedHashSet<>(known == null ? Set.of() : known);
                if (all.addAll(after) || known == null) {
                    before.put(edge.to(), all);
                    open.add(edge.to());
                }
            }
        }
    }

    private Set<String> after(Step step) {
        var after = new LinkedHashSet<>(before.getOrDefault(step.name(), Set.of()));
        switch (step) {
            case Step.Ask ask -> after.addAll(ask.slots());
            case Step.Assign assign -> assign.clear().forEach(after::remove);
            case Step.Call call -> {
                if (flow.tool(call.tool()).writes()) {
                    after.clear();
                }
            }
            case Step.Tell _, Step.Confirm _, Step.End _ -> {}
        }
        return after;
    }

    /// The types of those that a recognizer can be told beside the answers of the step itself.
    List<SlotType> at(Step step) {
        var asked =
                switch (step) {
                    case Step.Ask ask -> ask.slots();
                    case Step.Confirm confirm -> confirm.values();
                    case Step.Tell _, Step.Call _, Step.Assign _, Step.End _ -> List.<String>of();
                };
        var types = new ArrayList<SlotType>();
        for (var slot : before.getOrDefault(step.name(), Set.of())) {
            if (!asked.contains(slot)
                    && flow.slot(slot).source() instanceof SlotUse.Fixed(SlotType type)
                    && isShort(type)) {
                types.add(type);
            }
        }
        return types;
    }

    /// Whether taking an answer back may be expected where this is asked: digits and letters are
    /// hard enough to hear without.
    static boolean isShort(SlotType type) {
        return type instanceof DateSlot
                || type instanceof TimeSlot
                || (type instanceof MenuSlot menu && menu.options().size() <= MOST_OPTIONS);
    }
}
