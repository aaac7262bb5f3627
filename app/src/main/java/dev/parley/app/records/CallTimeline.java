package dev.parley.app.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.records.CostText.Priced;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Use;
import dev.parley.store.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// A call as lines for people: when each side spoke, what the other heard of it, how long answers
/// took and of what, tools, notes. Shows what people said, on purpose; control characters in it are
/// replaced, so that no caller can steer the operator's terminal.
public final class CallTimeline {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int BOLD = 1;
    private static final int GREEN = 32;
    private static final int RED = 31;
    private static final int CYAN = 36;
    private static final int GREY = 90;
    private static final String INDENT = " ".repeat(28);

    private final boolean isColoured;
    private final CallRecord call;
    private final List<Line> lines = new ArrayList<>();

    /// @param order of lines with one time
    private record Line(Instant at, int order, String text) {}

    /// @param isColoured whether the reader is a terminal
    public CallTimeline(CallRecord call, boolean isColoured) {
        this.call = call;
        this.isColoured = isColoured;
    }

    /// All of it, each line ended.
    ///
    /// @param sound what is to be said of the recording
    public String text(String sound) {
        call.turns().forEach(this::turn);
        call.toolCalls().forEach(this::tool);
        call.events().forEach(this::event);
        lines.sort(Comparator.comparing(Line::at).thenComparingInt(Line::order));
        var text = new StringBuilder(head(sound)).append('\n');
        lines.forEach(line -> text.append(line.text()).append('\n'));
        var ended = call.header().endedAt();
        if (ended != null) {
            text.append(label(ended, "end", GREY)).append(call.header().endReason()).append('\n');
        }
        return text.append(new SoundTable(call, isColoured).text()).toString();
    }

    private String head(String sound) {
        var header = call.header();
        var subject = header.subject();
        var text = new StringBuilder();
        text.append(coloured(BOLD, "call " + header.id())).append('\n');
        text.append(
                fact(
                        "agent",
                        header.agent() + " " + header.agentVersion() + ", " + header.language()));
        text.append(fact("line", header.transport() + ", to " + shown(header.called())));
        text.append(
                fact(
                        "caller",
                        header.caller().reveal().isEmpty()
                                ? "withheld"
                                : shown(header.caller().reveal())));
        if (subject != null && !subject.equals(header.caller())) {
            text.append(fact("about", shown(subject.reveal())));
        }
        text.append(fact("began", TIME.format(header.startedAt()) + ", " + length(header)));
        text.append(fact("outcome", header.outcome() == null ? "none" : header.outcome()));
        text.append(fact("recording", sound));
        var sounded = call.sound();
        if (sounded != null) {
            text.append(fact("sound", SoundTable.summary(sounded)));
        }
        if (!call.uses().isEmpty()) {
            var uses = priced(call.uses());
            text.append(fact("cost", CostText.total(uses)));
            text.append(fact("", CostText.parts(summed(uses))));
        }
        if (header.heldAt() != null) {
            text.append(fact("held", "since " + TIME.format(header.heldAt())));
        }
        if (header.textRemovedAt() != null) {
            text.append(fact("words", "removed on " + TIME.format(header.textRemovedAt())));
        }
        return text.toString();
    }

    private static String fact(String name, String value) {
        return "  %-10s %s%n".formatted(name, value);
    }

    static String length(CallRecord.Header header) {
        var ended = header.endedAt();
        return ended == null
                ? "in progress"
                : "%.1f s"
                        .formatted(Duration.between(header.startedAt(), ended).toMillis() / 1000.0);
    }

    private void turn(CallRecord.Turn turn) {
        var begin = turn.at();
        var text = new StringBuilder();
        switch (turn.who()) {
            case AGENT -> {
                text.append(label(begin, "agent", CYAN)).append(shown(turn.said().reveal()));
                if (turn.cut()) {
                    text.append(coloured(RED, "  [interrupted]"));
                }
                if (!turn.heard().equals(turn.said())) {
                    text.append(
                            below(
                                    (turn.certain()
                                                    ? "heard of it: "
                                                    : "heard of it, as estimated: ")
                                            + shown(turn.heard().reveal())));
                }
            }
            case CALLER -> {
                var times = turn.times();
                if (times != null && times.speechStarted() >= 0) {
                    begin = call.header().startedAt().plusMillis(times.speechStarted());
                }
                var words = turn.heard().reveal();
                text.append(label(begin, "caller #" + turn.number(), GREEN));
                text.append(words.isEmpty() ? coloured(GREY, "(no words)") : shown(words));
                text.append(turn.typed() ? coloured(GREY, "  [keys]") : "");
                var latency = turn.latency();
                if (latency != null) {
                    text.append(below("answered in " + parts(latency)));
                }
                var uses =
                        priced(
                                call.uses().stream()
                                        .filter(used -> used.turn() == turn.number())
                                        .toList());
                if (!uses.isEmpty()) {
                    text.append(
                            below("cost " + CostText.total(uses) + ": " + CostText.parts(uses)));
                }
            }
        }
        lines.add(new Line(begin, 0, text.toString()));
    }

    static List<Priced> priced(List<CallRecord.Used> uses) {
        return uses.stream().map(used -> new Priced(used.use(), used.cost())).toList();
    }

    /// The uses of all turns, added up.
    private static List<Priced> summed(List<Priced> uses) {
        var sums = new LinkedHashMap<Use, Priced>();
        uses.forEach(each ->
                sums.merge(
                        each.use().of(1),
                        each,
                        (one, other) ->
                                new Priced(
                                        one.use().of(one.use().amount() + other.use().amount()),
                                        CostText.isWhole(List.of(one, other))
                                                ? CostText.sum(List.of(one, other))
                                                : null)));
        return List.copyOf(sums.values());
    }

    /// The answer's latency by part, in words.
    public static String parts(ReplyLatency latency) {
        return "%d ms: silence %d, recognition %d, dialog %d, voice %d, playout %d"
                .formatted(
                        latency.total(),
                        latency.endpointing(),
                        latency.recognition(),
                        latency.dialog(),
                        latency.synthesis(),
                        latency.playout());
    }

    private void tool(CallRecord.ToolCall tool) {
        var text = new StringBuilder(label(tool.at(), "tool", GREY));
        text.append(tool.name()).append(' ').append(plain(tool.argumentsJson()));
        text.append(tool.succeeded() ? " done" : coloured(RED, " " + shown(tool.error())));
        text.append(coloured(GREY, " in " + tool.tookMillis() + " ms"));
        if (tool.succeeded() && tool.resultJson().reveal().length() > 2) {
            text.append(below(plain(tool.resultJson())));
        }
        lines.add(new Line(tool.at(), 1, text.toString()));
    }

    private void event(CallRecord.Event event) {
        lines.add(
                new Line(
                        event.at(),
                        2,
                        label(event.at(), "note", GREY)
                                + event.name()
                                + " "
                                + plain(event.valuesJson())));
    }

    /// `name=value` pairs instead of JSON, which is hard to read.
    private static String plain(Sensitive<String> json) {
        var node = CallJson.parsed(json);
        var pairs = new ArrayList<String>();
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            pairs.add(field.getKey() + "=" + (value.isTextual() ? value.textValue() : value));
        }
        return shown(node.isObject() ? String.join(", ", pairs) : node.toString());
    }

    private String label(Instant at, String what, int colour) {
        long millis = Duration.between(call.header().startedAt(), at).toMillis();
        return "%8.1f s  ".formatted(millis / 1000.0)
                + coloured(colour, "%-14s ".formatted(what)).concat(" ");
    }

    private String below(String text) {
        return "\n" + INDENT + coloured(GREY, text);
    }

    private String coloured(int colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    /// Text that cannot steer a terminal.
    public static String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        switch (Character.getType(point)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR ->
                                    0xFFFD;
                            default -> point;
                        })
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
