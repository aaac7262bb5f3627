package dev.parley.sim.rtvi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/// Each `client-ready` is answered by one `bot-ready` with its id and a version by the rules;
/// before the first one nothing is told but what answers a request.
final class HandshakeRule {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Set<String> EARLY =
            Set.of("metrics", "error", "error-response", "server-response");

    private final Complaints complaints;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private String refusedId = "";
    private boolean isReady;
    private boolean isFirstGeneration;

    private record Asked(String id, String version) {}

    HandshakeRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void asked(String id, String version) {
        asked.add(new Asked(id, version));
    }

    boolean isReady() {
        return isReady;
    }

    /// Whether the two agreed on 1.x, which has no spoken progress.
    boolean isFirstGeneration() {
        return isFirstGeneration;
    }

    void message(RtviEvent event) {
        switch (event.type()) {
            case "error-response" -> refusedId = event.id();
            case "bot-ready" -> ready(event);
            default -> {
                if (!isReady && !EARLY.contains(event.type())) {
                    complaints.add("before-ready", event.type());
                }
            }
        }
    }

    private void ready(RtviEvent event) {
        if (asked.isEmpty()) {
            complaints.add("bot-ready-unasked", event.toString());
            return;
        }
        var question = asked.removeFirst();
        isReady = true;
        if (!event.id().equals(question.id())) {
            complaints.add("bot-ready-id", "expected " + question.id() + ", got " + event.id());
        }
        var version = event.text("version");
        if (!VERSION.matcher(version).matches()) {
            complaints.add("bot-ready-version", "\"" + version + "\" is not three numbers");
            return;
        }
        isFirstGeneration = version.startsWith("1.");
        boolean isKnown = VERSION.matcher(question.version()).matches();
        if (isKnown && question.version().startsWith("1.")) {
            if (!version.equals(question.version())) {
                complaints.add("bot-ready-version", "a 1.x client got " + version);
            }
        } else if (!version.startsWith("2.")) {
            complaints.add("bot-ready-version", "expected 2.x, got " + version);
        } else if (!(isKnown && question.version().startsWith("2."))
                && !refusedId.equals(question.id())) {
            complaints.add("bot-ready-unwarned", "no error-response to " + question.version());
        }
    }
}
