package dev.parley.sim.caller;

import java.util.Map;

/// How far a caller got.
///
/// @param reachedGoal the agent said that what the caller wanted is done
/// @param facts what was wanted and what was agreed, as plain values
public record CallerOutcome(boolean reachedGoal, Map<String, String> facts) {
    public CallerOutcome {
        facts = Map.copyOf(facts);
    }
}
