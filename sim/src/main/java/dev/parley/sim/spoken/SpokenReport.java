package dev.parley.sim.spoken;

import dev.parley.call.EndReason;
import dev.parley.sim.caller.CallerOutcome;
import java.util.List;

/// A spoken call as it went.
///
/// @param end why the conversation ended
/// @param outcome what the agent called it ("booked", "call-back"); empty if it named nothing
/// @param caller what the caller thinks of it
/// @param seconds how long it took, in virtual time
/// @param log what was said and what was heard, a line each
public record SpokenReport(
        EndReason end, String outcome, CallerOutcome caller, long seconds, List<String> log) {
    public SpokenReport {
        log = List.copyOf(log);
    }
}
