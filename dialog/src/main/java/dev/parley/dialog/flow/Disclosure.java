package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a call's knowledge may be told to somebody who talks with the caller: what the caller
/// answered, and results of tools; of those about a person only while the caller has proved to be
/// that person. Never answers that prove who the caller is, nor the caller's number. One per flow.
final class Disclosure {
    private final Flow flow;
    private final Set<String> proving;
    private final Map<String, List<Step.Call>> results = new LinkedHashMap<>();
    private final Map<String, Set<String>> sources = new LinkedHashMap<>();

    /// What names a person in arguments and results: "customer_id".
    private final Set<String> persons = new LinkedHashSet<>();

    Disclosure(Flow flow) {
        this.flow = flow;
        this.proving = ProvingSlots.of(flow);
        for (var tool : flow.tools().values()) {
            if (tool.identity() != null) {
                persons.add(tool.identity().of());
            }
        }
        for (var step : flow.steps().values()) {
            switch (step) {
                case Step.Call call ->
                        results.computeIfAbsent(call.as(), _ -> new ArrayList<>()).add(call);
                case Step.Assign assign ->
                        assign.set()
                                .forEach((name, value) ->
                                        ProvingSlots.roots(
                                                value,
                                                sources.computeIfAbsent(
                                                        name, _ -> new LinkedHashSet<>())));
                case Step.Ask _, Step.Confirm _, Step.Tell _, Step.End _ -> {}
            }
        }
    }

    /// Whether answers to this slot prove who the caller is.
    boolean proves(String slot) {
        return proving.contains(slot);
    }

    Map<String, Object> of(Memory memory) {
        var known = new LinkedHashMap<String, Object>();
        memory.variables()
                .forEach((name, value) -> {
                    if (mayTell(name, memory.variables(), new LinkedHashSet<>())) {
                        told(name, value, memory.variables())
                                .ifPresent(told -> known.put(name, told));
                    }
                });
        return known;
    }

    /// A choice among things that a tool returned by its label; anything else plain.
    private Optional<Object> told(String name, Object value, Map<String, Object> variables) {
        if (value instanceof SlotValue answer) {
            return flow.slot(name).source() instanceof SlotUse.Listed listed
                    ? label(listed, answer, variables)
                    : Optional.of(answer.plain());
        }
        return Optional.of(value instanceof Map<?, ?> thing ? withoutPersons(thing) : value);
    }

    private static Optional<Object> label(
            SlotUse.Listed listed, SlotValue chosen, Map<String, Object> variables) {
        if (new Values(variables, LocalDate.EPOCH).of(listed.list()) instanceof List<?> things) {
            for (var thing : things) {
                if (thing instanceof Map<?, ?> fields
                        && chosen.plain().equals(String.valueOf(fields.get(listed.id())))) {
                    return Optional.ofNullable(fields.get(listed.label()));
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> withoutPersons(Map<?, ?> thing) {
        var rest = new LinkedHashMap<String, Object>();
        thing.forEach((field, value) -> {
            if (!persons.contains(String.valueOf(field))) {
                rest.put(String.valueOf(field), value);
            }
        });
        return rest;
    }

    /// @param asked on the way here, so that names that stand for each other end
    private boolean mayTell(String name, Map<String, Object> variables, Set<String> asked) {
        var value = variables.get(name);
        if (value == null || !asked.add(name)) {
            return false;
        }
        if (flow.slots().containsKey(name)) {
            return !proving.contains(name) && sourcesMayBeTold(name, variables, asked);
        }
        var calls = results.get(name);
        if (calls != null) {
            return calls.stream().allMatch(call -> mayTellResult(call, value, variables));
        }
        return sources.containsKey(name) && sourcesMayBeTold(name, variables, asked);
    }

    private boolean sourcesMayBeTold(
            String name, Map<String, Object> variables, Set<String> asked) {
        for (var source : sources.getOrDefault(name, Set.of())) {
            boolean isAnswer = flow.slots().containsKey(source) && !proving.contains(source);
            if (!isAnswer && !mayTell(source, variables, new LinkedHashSet<>(asked))) {
                return false;
            }
        }
        return true;
    }

    private boolean mayTellResult(Step.Call call, Object value, Map<String, Object> variables) {
        var identity = flow.tool(call.tool()).identity();
        if (identity != null && !identity.proves()) {
            var person = FlowGraph.person(call, identity);
            if (person == null
                    || !isProven(new Values(variables, LocalDate.EPOCH).of(person), variables)) {
                return false;
            }
        }
        if (value instanceof Map<?, ?> thing) {
            for (var field : persons) {
                var person = thing.get(field);
                if (person != null && !person.equals("") && !isProven(person, variables)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isProven(@Nullable Object person, Map<String, Object> variables) {
        return person != null
                && variables.get(Memory.PROVEN) instanceof Set<?> proven
                && proven.stream().anyMatch(one -> Objects.equals(one, person));
    }
}
