package dev.parley.sim.rtvi;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What starts stops before it starts again, and nothing stops that did not start.
final class PairRule {
    private static final Map<String, String> START_OF =
            Map.of(
                    "user-stopped-speaking", "user-started-speaking",
                    "vad-user-stopped-speaking", "vad-user-started-speaking",
                    "user-mute-stopped", "user-mute-started",
                    "bot-stopped-speaking", "bot-started-speaking",
                    "bot-tts-stopped", "bot-tts-started",
                    "bot-llm-stopped", "bot-llm-started");

    private final Complaints complaints;
    private final Set<String> open = new HashSet<>();

    PairRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void message(RtviEvent event) {
        if (START_OF.containsValue(event.type()) && !open.add(event.type())) {
            complaints.add("pairs", event.type() + " twice");
        }
        var start = START_OF.get(event.type());
        if (start != null && !open.remove(start)) {
            complaints.add("pairs", event.type() + " without " + start);
        }
    }

    boolean isOpen(String start) {
        return open.contains(start);
    }
}
