package dev.parley.app.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.records.CallTimeline;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Replay;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A replay for people and as JSON. Shows what was said, on purpose; control characters in it are
/// replaced.
public final class ReplayReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int GREEN = 32;
    private static final int RED = 31;
    private static final int CYAN = 36;
    private static final int GREY = 90;
    private static final int HALF = 56;

    private final CallJournal journal;
    private final Replay.Result result;
    private final Map<Integer, String> gaps;
    private final boolean isColoured;

    /// @param gaps what the record has of the gaps behind turns of the caller, in words, by their
    ///   numbers
    /// @param isColoured whether the reader is a terminal
    public ReplayReport(
            CallJournal journal,
            Replay.Result result,
            Map<Integer, String> gaps,
            boolean isColoured) {
        this.journal = journal;
        this.result = result;
        this.gaps = Map.copyOf(gaps);
        this.isColoured = isColoured;
    }

    /// The timeline, and whether the call is as it was; each line ended.
    public String text() {
        var text = new StringBuilder();
        text.append(
                "call %s, %s %s, %s%n%n"
                        .formatted(
                                journal.callId(),
                                journal.agent(),
                                journal.agentVersion(),
                                journal.startedAt()));
        for (var moment : Moments.of(result.steps(), gaps)) {
            text.append(
                    "%9.3f s  %s %s%n"
                            .formatted(
                                    moment.at().nanos() / 1e9,
                                    coloured(colour(moment.who()), label(moment)),
                                    CallTimeline.shown(moment.text())));
        }
        var difference = result.difference().orElse(null);
        text.append(System.lineSeparator());
        if (difference == null) {
            text.append(
                    coloured(GREEN, "identical: ")
                            + "%d steps had the effects they had in the call%n"
                                    .formatted(result.steps().size()));
        } else {
            difference(difference, text);
        }
        return text.toString();
    }

    private void difference(Replay.Redone step, StringBuilder text) {
        var happened = step.happened();
        text.append(
                coloured(RED, "different: ")
                        + "step %d of %d, at %.3f s, after %s%n%n"
                                .formatted(
                                        happened.number(),
                                        journal.steps().size(),
                                        happened.at().nanos() / 1e9,
                                        trigger(step)));
        text.append(row("in the call", "in the replay"));
        text.append(row("-".repeat(HALF - 2), "-".repeat(HALF - 2)));
        List<String> left = names(happened.did(), happened.broke());
        List<String> right = names(step.did(), step.broke());
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            text.append(row(at(left, i), at(right, i)));
        }
        text.append(row("effects " + hash(happened.digest()), ""));
        text.append(System.lineSeparator()).append("the replay in full:\n");
        for (var effect : step.whole()) {
            text.append("  ")
                    .append(CallTimeline.shown(effect.replace('\n', '|')))
                    .append(System.lineSeparator());
        }
    }

    private static String trigger(Replay.Redone step) {
        var input = step.happened().input();
        return input == null ? "a deadline" : input.getClass().getSimpleName();
    }

    private static List<String> names(String did, String broke) {
        if (!broke.isEmpty()) {
            return List.of("threw " + broke);
        }
        return did.isEmpty() ? List.of("(nothing but what is shown)") : List.of(did.split(", "));
    }

    private static String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : "";
    }

    private static String hash(String digest) {
        return digest.isEmpty() ? "(none)" : digest;
    }

    private static String row(String left, String right) {
        return ("%-" + HALF + "s%s%n").formatted(left, right);
    }

    /// The same as JSON.
    public ObjectNode json() {
        var node = JSON.createObjectNode();
        node.put("call", journal.callId()).put("agent", journal.agent());
        node.put("agent_version", journal.agentVersion());
        node.put("steps", result.steps().size());
        var difference = result.difference().orElse(null);
        node.put("identical", difference == null);
        if (difference != null) {
            var step = node.putObject("difference");
            step.put("step", difference.happened().number());
            step.put("at_ns", difference.happened().at().nanos());
            step.put("in_the_call", difference.happened().did());
            step.put("in_the_replay", difference.did());
            var effects = step.putArray("effects");
            difference.whole().forEach(effects::add);
        }
        var timeline = node.putArray("timeline");
        for (var moment : Moments.of(result.steps(), gaps)) {
            timeline.addObject()
                    .put("at_ns", moment.at().nanos())
                    .put("who", name(moment.who()))
                    .put("what", moment.what())
                    .put("text", moment.text());
        }
        return node;
    }

    private static String label(Moment moment) {
        return "%-8s%-10s".formatted(name(moment.who()), moment.what());
    }

    private static String name(Moment.Who who) {
        return who.name().toLowerCase(Locale.ROOT);
    }

    private static int colour(Moment.Who who) {
        return switch (who) {
            case AGENT -> CYAN;
            case CALLER -> GREEN;
            case LINE, TOOL, NOTE -> GREY;
        };
    }

    private String coloured(int colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
