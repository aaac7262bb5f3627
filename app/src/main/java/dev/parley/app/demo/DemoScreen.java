package dev.parley.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Help.Ansi;

/// Prints the conversation as it happens: what each side said, and what the other heard of it.
/// Lines come from two threads.
public final class DemoScreen {
    private final PrintStream out;
    private Instant begin = Instant.EPOCH;

    public DemoScreen(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String text) {
        out.println(Ansi.AUTO.string(text));
        out.flush();
    }

    /// A line of the server.
    synchronized void show(Entry entry) {
        switch (entry) {
            case Entry.Opened opened -> begin = opened.at();
            case Entry.Facts(_, var at, Fact.AgentTurn turn) -> {
                line(
                        at,
                        "agent said",
                        36,
                        turn.said().reveal() + (turn.cut() ? " [interrupted]" : ""));
            }
            case Entry.Facts(_, var at, Fact.CallerTurn turn) ->
                    line(
                            at,
                            turn.typed() ? "agent got keys" : "agent heard",
                            32,
                            turn.words().reveal());
            case Entry.Replied replied ->
                    line(replied.at(), "answered in", 90, parts(replied.latency()));
            case Entry.ToolCalled tool ->
                    line(
                            tool.at(),
                            "tool",
                            90,
                            tool.name()
                                    + " "
                                    + (tool.succeeded() ? "done" : tool.error())
                                    + " in "
                                    + tool.tookMillis()
                                    + " ms");
            case Entry.Facts _,
                    Entry.Concerns _,
                    Entry.TurnSounded _,
                    Entry.Sounded _,
                    Entry.Used _,
                    Entry.Begun _,
                    Entry.Stepped _,
                    Entry.Defined _ -> {}
            case Entry.Closed closed ->
                    line(closed.at(), "call ended", 90, closed.reason() + ", " + closed.outcome());
        }
    }

    /// A line of the caller.
    synchronized void show(JsonNode turn) {
        boolean agent = turn.path("who").asText().equals("agent");
        line(
                turn.path("to_ms").asLong(),
                agent ? "caller heard" : "caller said",
                agent ? 36 : 32,
                turn.path("words").asText());
    }

    static String parts(ReplyLatency latency) {
        return "%d ms (silence %d, recognition %d, dialog %d, voice %d, playout %d)"
                .formatted(
                        latency.total(),
                        latency.endpointing(),
                        latency.recognition(),
                        latency.dialog(),
                        latency.synthesis(),
                        latency.playout());
    }

    private void line(Instant at, String what, int colour, String text) {
        line(Duration.between(begin, at).toMillis(), what, colour, text);
    }

    private void line(long millis, String what, int colour, String text) {
        var label = "%-14s".formatted(what);
        if (Ansi.AUTO.enabled()) {
            label = "\u001b[" + colour + "m" + label + "\u001b[0m";
        }
        out.println("%7.1f s  %s %s".formatted(millis / 1000.0, label, text));
        out.flush();
    }
}
