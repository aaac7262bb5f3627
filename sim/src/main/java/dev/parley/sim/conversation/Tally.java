package dev.parley.sim.conversation;

import dev.parley.call.conversation.Transition;
import dev.parley.call.conversation.TransitionLog;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What was seen in many calls. One for each thread; added up at the end.
public final class Tally implements TransitionLog {
    private final Map<Transition<?>, long[]> transitions = new HashMap<>();
    private final Map<String, long[]> seen = new TreeMap<>();

    @Override
    public void moved(Transition<?> transition) {
        transitions.computeIfAbsent(transition, _ -> new long[1])[0]++;
    }

    void saw(String what) {
        saw(what, 1);
    }

    void saw(String what, long times) {
        seen.computeIfAbsent(what, _ -> new long[1])[0] += times;
    }

    /// How often a transition was taken.
    public long of(Transition<?> transition) {
        return transitions.getOrDefault(transition, new long[1])[0];
    }

    /// How often something was seen: "overlaps", "late", "stalls"…
    public long of(String what) {
        return seen.getOrDefault(what, new long[1])[0];
    }

    Tally add(Tally other) {
        other.transitions.forEach(
                (key, count) -> transitions.computeIfAbsent(key, _ -> new long[1])[0] += count[0]);
        other.seen.forEach((key, count) -> saw(key, count[0]));
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        seen.forEach((what, count) ->
                text.append(text.isEmpty() ? "" : ", ").append(what).append(' ').append(count[0]));
        return text.toString();
    }
}
