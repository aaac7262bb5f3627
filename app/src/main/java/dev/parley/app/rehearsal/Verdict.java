package dev.parley.app.rehearsal;

import dev.parley.app.rehearsal.RehearsalReport.Outcome;
import dev.parley.sim.caller.CallerReport;
import dev.parley.store.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a call went well: what the caller got, whether they were told goodbye, how long they
/// waited, and whether it was recorded.
///
/// @param reasons why it did not, the worst first
record Verdict(Outcome outcome, List<String> reasons) {
    Verdict {
        reasons = List.copyOf(reasons);
    }

    static Verdict of(
            RehearsalPlan plan,
            CallerReport caller,
            Optional<CallRecord> record,
            SoundSpans spans) {
        List<String> broken = new ArrayList<>();
        var deadAir = spans.longest();
        boolean isReached = caller.outcome().reachedGoal() || isAllAnswered(plan, caller, spans);
        if (record.isEmpty()) {
            broken.add("no record: expected the call, closed, in the database");
        } else if (!isPolite(record.get())) {
            broken.add(
                    "no goodbye: the call ended as %s, and the agent's last words that were heard are \"%s\""
                            .formatted(record.get().header().endReason(), lastHeard(record.get())));
        }
        if (deadAir.millis() > plan.deadAir().toMillis()) {
            broken.add(
                    "dead air: %d ms from %.1f s on, expected at most %d ms"
                            .formatted(
                                    deadAir.millis(),
                                    deadAir.from() / 1_000.0,
                                    plan.deadAir().toMillis()));
        }
        if (!isReached) {
            broken.add("the caller did not get what they wanted");
        }
        boolean isBroken = broken.size() > (isReached ? 0 : 1);
        return new Verdict(
                isBroken ? Outcome.BROKE : isReached ? Outcome.REACHED : Outcome.POLITE, broken);
    }

    /// The agent may hang up with the answer to the last line, before the caller has taken it in.
    private static boolean isAllAnswered(
            RehearsalPlan plan, CallerReport caller, SoundSpans spans) {
        var said = caller.outcome().facts().getOrDefault("said", "");
        return !plan.lines().isEmpty()
                && said.equals(Integer.toString(plan.lines().size()))
                && spans.isAgentLast();
    }

    private static boolean isPolite(CallRecord record) {
        return lastHeard(record).toLowerCase(Locale.ROOT).contains("goodbye");
    }

    private static String lastHeard(CallRecord record) {
        return record.turns().stream()
                .filter(turn -> turn.who() == CallRecord.Who.AGENT)
                .reduce((_, last) -> last)
                .map(turn -> turn.heard().reveal())
                .orElse("");
    }
}
