package dev.parley.sim.caller;

import java.util.List;

/// A whole call as the caller lived it.
///
/// @param end how the line ended
/// @param violations breaches of the protocol by the server
public record CallerReport(
        List<CallerTurn> turns,
        CallerOutcome outcome,
        String end,
        long callMillis,
        List<String> violations) {
    public CallerReport {
        turns = List.copyOf(turns);
        violations = List.copyOf(violations);
    }
}
