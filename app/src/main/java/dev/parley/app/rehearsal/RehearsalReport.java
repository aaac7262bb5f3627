package dev.parley.app.rehearsal;

import dev.parley.sim.vendor.host.VendorViolation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What came of a rehearsal.
///
/// @param reasons why it is not [Outcome#REACHED], the worst first
/// @param rows turn by turn
/// @param deadAirMillis the longest silence that the agent owed an end, from `deadAirFrom` on
/// @param struck how often each fault struck
/// @param violations what our clients did that a vendor's protocol does not allow
/// @param carrierViolations the same towards the carrier
/// @param failures how often providers failed, by stage and kind, as the record has it
/// @param notes what else the record notes, by name
/// @param requests to simulated vendors, by vendor and stage
/// @param facts what the caller wanted and got
/// @param end how the record says it ended
/// @param recorded the outcome in the record
/// @param lived the sound as the caller lived it, WAV, caller left
/// @param recording the sound as the server kept it; empty if it kept none
public record RehearsalReport(
        Outcome outcome,
        List<String> reasons,
        String callId,
        long seed,
        List<Row> rows,
        long callMillis,
        long startMillis,
        long deadAirMillis,
        long deadAirFrom,
        Map<String, Integer> struck,
        List<VendorViolation> violations,
        List<String> carrierViolations,
        Map<String, Integer> failures,
        Map<String, Integer> notes,
        Map<String, Integer> requests,
        Map<String, String> facts,
        String end,
        String recorded,
        Path lived,
        Optional<Path> recording) {
    /// How a call can end.
    public enum Outcome {
        /// The caller got what they wanted.
        REACHED(0),
        /// Not that, but a goodbye.
        POLITE(1),
        /// No goodbye, a silence too long, or no record.
        BROKE(3);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /// A turn of one side.
    ///
    /// @param who "agent" or "caller"
    /// @param said what was said
    /// @param heard what the other side understood
    /// @param answeredMillis from the caller's last sound to the agent's first; empty for the
    ///   agent's turns, and where no answer came
    public record Row(
            String who,
            long fromMillis,
            long toMillis,
            String said,
            String heard,
            OptionalLong answeredMillis) {}

    /// The time of the answer that this part of the answers were no slower than; -1 without any.
    ///
    /// @param percent 1 to 100
    public long answeredMillis(int percent) {
        var sorted =
                rows.stream()
                        .flatMapToLong(row -> row.answeredMillis().stream())
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? -1
                : sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }

    /// All but the turns, for a machine.
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        figures.put("exit_code", outcome.exitCode());
        figures.put("reasons", reasons);
        figures.put("call_id", callId);
        figures.put("seed", seed);
        figures.put("call_ms", callMillis);
        figures.put("start_ms", startMillis);
        figures.put("answer_ms_p50", answeredMillis(50));
        figures.put("answer_ms_max", answeredMillis(100));
        figures.put("dead_air_ms", deadAirMillis);
        figures.put("dead_air_from_ms", deadAirFrom);
        figures.put("faults", struck);
        figures.put("failures", failures);
        figures.put("notes", notes);
        figures.put("requests", requests);
        figures.put("violations", violations.stream().map(VendorViolation::toString).toList());
        figures.put("carrier_violations", carrierViolations);
        figures.put("wanted", facts);
        figures.put("end", end);
        figures.put("recorded", recorded);
        return figures;
    }
}
