package dev.parley.app.records;

import dev.parley.store.CallRecord;
import java.time.Duration;

/// What was said in a call, as text for people: turns with times, as said and as heard.
public final class Transcripts {
    private static final String INDENT = " ".repeat(19);

    private Transcripts() {}

    /// Plain text.
    public static String text(CallRecord call) {
        var header = call.header();
        var text = new StringBuilder();
        text.append("call ").append(header.id()).append(", agent ").append(header.agent());
        text.append(", started ").append(header.startedAt()).append('\n');
        text.append("ended ").append(header.endReason());
        text.append(", outcome ").append(header.outcome()).append("\n\n");
        for (var turn : call.turns()) {
            text.append(
                    "%7.1f s  %-6s  %s%n"
                            .formatted(seconds(call, turn), who(turn), turn.said().reveal()));
            if (!turn.heard().equals(turn.said())) {
                text.append(INDENT)
                        .append("of it heard: ")
                        .append(turn.heard().reveal())
                        .append('\n');
            }
            var latency = turn.latency();
            if (latency != null) {
                text.append(INDENT)
                        .append("answered in ")
                        .append(CallTimeline.parts(latency))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /// Markdown: a table of turns.
    public static String markdown(CallRecord call) {
        var header = call.header();
        var text = new StringBuilder();
        text.append("# Call ").append(escaped(header.id())).append("\n\n");
        text.append("Agent ").append(escaped(header.agent()));
        text.append(", started ").append(header.startedAt());
        text.append(", ended ").append(header.endReason());
        text.append(", outcome ").append(escaped(String.valueOf(header.outcome())));
        text.append(".\n\n| s | who | said | heard, if less |\n|---:|---|---|---|\n");
        for (var turn : call.turns()) {
            text.append(
                    "| %.1f | %s | %s | %s |%n"
                            .formatted(
                                    seconds(call, turn),
                                    who(turn),
                                    escaped(turn.said().reveal()),
                                    turn.heard().equals(turn.said())
                                            ? ""
                                            : escaped(turn.heard().reveal())));
        }
        return text.toString();
    }

    private static double seconds(CallRecord call, CallRecord.Turn turn) {
        return Duration.between(call.header().startedAt(), turn.at()).toMillis() / 1000.0;
    }

    private static String who(CallRecord.Turn turn) {
        return switch (turn.who()) {
            case AGENT -> "agent";
            case CALLER -> "caller";
        };
    }

    /// What a person says is text, never markup.
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~!])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
