package dev.parley.sim.rtvi;

import java.util.HashSet;
import java.util.Set;

/// A tool is in progress once, before it stops once; one that was cancelled has no result.
final class ToolRule {
    private final Complaints complaints;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();

    ToolRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void message(RtviEvent event) {
        var id = event.text("tool_call_id");
        switch (event.type()) {
            case "llm-function-call-in-progress" -> {
                if (!begun.add(id)) {
                    complaints.add("tool-twice", id + " in progress again");
                }
            }
            case "llm-function-call-stopped" -> {
                if (!begun.contains(id)) {
                    complaints.add("tool-stopped-first", id);
                }
                if (!stopped.add(id)) {
                    complaints.add("tool-twice", id + " stopped again");
                }
                if (event.data().path("cancelled").asBoolean() && event.data().has("result")) {
                    complaints.add("tool-cancelled-result", id);
                }
            }
            default -> {}
        }
    }
}
