package dev.parley.dialog.talk;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// That one agent of a [Team] may hand a call over to another, when, and what goes along. A flow
/// hands over by ending with the name of the next agent as its outcome, a model by a tool.
///
/// @param from name of the agent that has the call
/// @param to name of the one that gets it
/// @param announcement said by the first and heard before the second speaks; blank for a silent
///   hand-off
/// @param when looks at the facts of the first agent: what a flow may tell, what a model's tools
///   returned by their names
/// @param facts that go along, as data: the name each has then, with what it is of the first
///   agent's ("service_price.from")
/// @param items of the last turns that go along; instructions and tools never do
/// @param at step where a flow that gets the call begins; empty for its start
public record Handoff(
        String from,
        String to,
        String announcement,
        When when,
        Map<String, String> facts,
        int items,
        String at) {
    /// Enough to go on without asking everything again.
    public static final int DEFAULT_ITEMS = 6;

    /// A condition on facts. Pure; any thread.
    @FunctionalInterface
    public interface When {
        /// @param today at the agents' place when the call began
        boolean holds(Map<String, Object> facts, LocalDate today);
    }

    public Handoff {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "a hand-off goes to another agent, got from \"" + from + "\" to itself");
        }
        if (items < 0 || items > 50) {
            throw new IllegalArgumentException("expected 0 to 50 turns to go along, got " + items);
        }
    }

    /// Allowed at any time, with all of the last turns and no facts, to the other's start.
    public static Handoff of(String from, String to, String announcement) {
        return new Handoff(from, to, announcement, (_, _) -> true, Map.of(), DEFAULT_ITEMS, "");
    }

    /// The same, once this is known.
    public Handoff onceKnown(String fact) {
        return onlyWhen((known, _) -> known.containsKey(fact));
    }

    /// The same, while this holds.
    public Handoff onlyWhen(When condition) {
        return new Handoff(from, to, announcement, condition, facts, items, at);
    }

    /// The same with these facts, by their own names, and so many turns.
    public Handoff with(Set<String> known, int turns) {
        var same = new TreeMap<String, String>();
        known.forEach(name -> same.put(name, name));
        return with(same, turns);
    }

    /// The same with these facts, by the names that they have then, and so many turns.
    public Handoff with(Map<String, String> known, int turns) {
        return new Handoff(from, to, announcement, when, known, turns, at);
    }

    /// The same to this step of the flow that gets the call.
    public Handoff startingAt(String step) {
        return new Handoff(from, to, announcement, when, facts, items, step);
    }

    /// What goes along of this.
    Map<String, Object> of(Map<String, Object> known) {
        var along = new TreeMap<String, Object>();
        facts.forEach((name, path) -> {
            Object value = known;
            for (var field : List.of(path.split("\\."))) {
                value = value instanceof Map<?, ?> thing ? thing.get(field) : null;
            }
            if (value != null) {
                along.put(name, value);
            }
        });
        return along;
    }
}
