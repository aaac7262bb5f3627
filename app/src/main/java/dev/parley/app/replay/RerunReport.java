package dev.parley.app.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.records.CallTimeline;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Exchange;
import dev.parley.call.journal.Rerun;
import java.util.List;

/// What would have been said differently, turn by turn, for people and as JSON. Shows what was
/// said, on purpose; control characters in it are replaced.
public final class RerunReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int GREEN = 32;
    private static final int RED = 31;
    private static final int GREY = 90;
    private static final Exchange NONE = new Exchange("", List.of(), -1);

    private final CallJournal journal;
    private final String what;
    private final Rerun.Result result;
    private final boolean isColoured;

    /// @param what the other side, as it was named
    /// @param isColoured whether the reader is a terminal
    public RerunReport(CallJournal journal, String what, Rerun.Result result, boolean isColoured) {
        this.journal = journal;
        this.what = what;
        this.result = result;
        this.isColoured = isColoured;
    }

    /// Each line ended.
    public String text() {
        var text = new StringBuilder();
        text.append("call %s against %s%n%n".formatted(journal.callId(), what));
        int different = 0;
        for (int i = 0; i < exchanges(); i++) {
            var before = at(result.before(), i);
            var after = at(result.after(), i);
            line(text, GREEN, " ", "caller: " + words(before, i));
            if (!before.words().equals(after.words())) {
                line(text, RED, "+", "caller: " + words(after, i));
            }
            if (before.said().equals(after.said())) {
                before.said().forEach(sentence -> line(text, GREY, " ", sentence));
            } else {
                before.said().forEach(sentence -> line(text, RED, "-", sentence));
                after.said().forEach(sentence -> line(text, GREEN, "+", sentence));
            }
            if (before.waitedMillis() >= 0 && after.waitedMillis() >= 0) {
                line(
                        text,
                        GREY,
                        " ",
                        "answered after %d ms, with the other after %d ms"
                                .formatted(before.waitedMillis(), after.waitedMillis()));
            }
            text.append(System.lineSeparator());
            different += before.isSame(after) ? 0 : 1;
        }
        text.append("%d of %d turns are different%n".formatted(different, exchanges()));
        if (!result.stopped().isEmpty()) {
            text.append("not compared further: %s%n".formatted(result.stopped()));
        }
        return text.toString();
    }

    /// The same as JSON.
    public ObjectNode json() {
        var node = JSON.createObjectNode();
        node.put("call", journal.callId()).put("against", what);
        var turns = node.putArray("turns");
        for (int i = 0; i < exchanges(); i++) {
            var before = at(result.before(), i);
            var after = at(result.after(), i);
            var turn = turns.addObject().put("same", before.isSame(after));
            turn.set("before", exchange(before));
            turn.set("after", exchange(after));
        }
        node.put("stopped", result.stopped());
        return node;
    }

    private static ObjectNode exchange(Exchange exchange) {
        var node = JSON.createObjectNode().put("words", exchange.words());
        var said = node.putArray("said");
        exchange.said().forEach(said::add);
        if (exchange.waitedMillis() >= 0) {
            node.put("waited_ms", exchange.waitedMillis());
        }
        return node;
    }

    private int exchanges() {
        return Math.max(result.before().size(), result.after().size());
    }

    private static Exchange at(List<Exchange> exchanges, int index) {
        return index < exchanges.size() ? exchanges.get(index) : NONE;
    }

    private static String words(Exchange exchange, int index) {
        return index == 0 ? "(calls)" : exchange.words();
    }

    private void line(StringBuilder text, int colour, String mark, String line) {
        var shown = mark + " " + CallTimeline.shown(line);
        text.append(isColoured ? "\u001b[" + colour + "m" + shown + "\u001b[0m" : shown)
                .append(System.lineSeparator());
    }
}
