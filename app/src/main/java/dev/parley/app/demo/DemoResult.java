package dev.parley.app.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a demonstration came to.
///
/// @param booked the appointment the caller was sent for stands in the database
/// @param appointment what stands there, as plain values; empty if nothing does
/// @param agentHeard turns of the caller that the agent understood
/// @param callerHeard turns of the agent that the caller understood
/// @param replyMillis times from the caller's last sound to the agent's first, ascending
public record DemoResult(
        String callId,
        long seed,
        boolean booked,
        Map<String, Object> appointment,
        int agentHeard,
        int callerHeard,
        List<Long> replyMillis,
        long callMillis,
        long startMillis,
        Path recording,
        Path transcript) {
    public DemoResult {
        appointment = Map.copyOf(appointment);
        replyMillis = replyMillis.stream().sorted().toList();
    }

    /// Whether everything worked: the booking stands and both sides were heard.
    public boolean isGood() {
        return booked && agentHeard > 0 && callerHeard > 0;
    }

    /// The figures for a machine.
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("booked", booked);
        figures.put("both_heard", agentHeard > 0 && callerHeard > 0);
        figures.put("seed", seed);
        figures.put("call_id", callId);
        figures.put("appointment", appointment);
        figures.put("agent_heard_turns", agentHeard);
        figures.put("caller_heard_turns", callerHeard);
        figures.put("reply_ms_p50", percentile(50));
        figures.put("reply_ms_p95", percentile(95));
        figures.put("call_ms", callMillis);
        figures.put("start_to_ready_ms", startMillis);
        figures.put("recording", recording.toString());
        figures.put("transcript", transcript.toString());
        return figures;
    }

    /// A percentile of the reply times in milliseconds; -1 if there were none.
    public long percentile(int percent) {
        if (replyMillis.isEmpty()) {
            return -1;
        }
        int index = (int) Math.ceil(percent / 100.0 * replyMillis.size()) - 1;
        return replyMillis.get(Math.max(0, index));
    }
}
