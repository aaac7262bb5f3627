package dev.parley.app.records;

import dev.parley.store.CallRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Calls as a table, a line each.
public final class CallTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String ROW = "%-36s %-19s  %10s  %-15s %-12s %-16s %-18s %s%n";

    private CallTable() {}

    /// @param costs of these calls
    public static String of(List<CallRecord.Header> calls, CostTotals costs) {
        if (calls.isEmpty()) {
            return "no calls\n";
        }
        var table = new StringBuilder();
        table.append(
                ROW.formatted(
                        "call",
                        "began (UTC)",
                        "length",
                        "cost",
                        "agent",
                        "outcome",
                        "end",
                        "about"));
        for (var call : calls) {
            var subject = call.subject();
            table.append(
                    ROW.formatted(
                            call.id(),
                            TIME.format(call.startedAt()),
                            CallTimeline.length(call),
                            costs.of(call.id()),
                            call.agent(),
                            call.outcome() == null ? "-" : CallTimeline.shown(call.outcome()),
                            call.endReason() == null ? "-" : call.endReason(),
                            (subject == null ? "-" : CallTimeline.shown(subject.reveal()))
                                    + (call.heldAt() == null ? "" : "  [held]")));
        }
        return table.append(costs.text()).toString();
    }
}
