package dev.parley.dialog.talk;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// That one agent of a [Team] may hand a call over to another, when, and what goes along. A flow
/// hands over by ending with the name of the next agent as its outcome, a model by a tool.
///
/// @param from name of the agent that has the call
/// @param to name of the one that gets it
/// @param announcement said by the first and heard before the second speaks; blank for a silent
///   hand-off
/// @param when looks at the facts of the first agent: what a flow may tell, what a model's tools
///   returned by their names. Pure
/// @param facts names of the facts that go along, as data
/// @param items of the last turns that go along; instructions and tools never do
public record Handoff(
        String from,
        String to,
        String announcement,
        Predicate<Map<String, Object>> when,
        Set<String> facts,
        int items) {
    /// Enough to go on without asking everything again.
    public static final int DEFAULT_ITEMS = 6;

    public Handoff {
        facts = Set.copyOf(facts);
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "a hand-off goes to another agent, got from \"" + from + "\" to itself");
        }
        if (items < 0 || items > 50) {
            throw new IllegalArgumentException("expected 0 to 50 turns to go along, got " + items);
        }
    }

    /// Allowed at any time, with all of the last turns and no facts.
    public static Handoff of(String from, String to, String announcement) {
        return new Handoff(from, to, announcement, _ -> true, Set.of(), DEFAULT_ITEMS);
    }

    /// The same, once this is known.
    public Handoff onceKnown(String fact) {
        return new Handoff(from, to, announcement, known -> known.containsKey(fact), facts, items);
    }

    /// The same with these facts and so many turns.
    public Handoff with(Set<String> known, int turns) {
        return new Handoff(from, to, announcement, when, known, turns);
    }
}
