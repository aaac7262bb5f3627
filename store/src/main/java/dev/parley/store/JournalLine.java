package dev.parley.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parley.call.EndReason;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.time.Instant;
import java.util.OptionalLong;

/// One entry as one line of JSON, version 1. A later version must still read this one, because a
/// journal may wait for the database across an update.
final class JournalLine {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private JournalLine() {}

    /// An entry read back, with the run of the server that wrote it.
    record Read(Entry entry, String run) {}

    static String write(Entry entry, String run) {
        var line = JSON.createObjectNode();
        line.put("v", VERSION).put("run", run);
        line.put("call", entry.callId());
        switch (entry) {
            case Entry.Opened opened -> opened(line.put("type", "opened"), opened);
            case Entry.Begun begun ->
                    line.put("type", "begun")
                            .put("at", begun.at().toString())
                            .put("conversation", begun.conversation())
                            .put("definition", begun.definition());
            case Entry.Stepped(var _, var step) ->
                    line.put("type", "step")
                            .put("number", step.number())
                            .putRawValue("step", new RawValue(step.json().reveal()));
            case Entry.Defined(var at, var content) ->
                    line.put("type", "content")
                            .put("at", at.toString())
                            .put("kind", content.kind().name())
                            .put("hash", content.hash())
                            .put("text", content.text());
            case Entry.Facts facts -> {
                line.put("at", facts.at().toString());
                fact(line, facts.fact());
            }
            case Entry.Concerns concerns ->
                    line.put("type", "concerns")
                            .put("at", concerns.at().toString())
                            .put("subject", concerns.subject());
            case Entry.ToolCalled tool -> tool(line.put("type", "tool"), tool);
            case Entry.Replied replied -> replied(line.put("type", "replied"), replied);
            case Entry.TurnSounded(var _, var at, var sound) ->
                    turnSound(line.put("type", "turn-sounded").put("at", at.toString()), sound);
            case Entry.Sounded(var _, var at, var sound) ->
                    callSound(line.put("type", "sounded").put("at", at.toString()), sound);
            case Entry.Used used -> used(line.put("type", "used"), used);
            case Entry.Closed closed ->
                    line.put("type", "closed")
                            .put("at", closed.at().toString())
                            .put("reason", closed.reason().name())
                            .put("outcome", closed.outcome())
                            .put("recording", closed.recordingFile());
        }
        return line.toString();
    }

    /// The first line of a file: its own number.
    static String head(long segment, String run) {
        return JSON.createObjectNode()
                .put("v", VERSION)
                .put("run", run)
                .put("segment", segment)
                .toString();
    }

    /// The number in the first line of a file; empty if this line is not such a one.
    static OptionalLong segment(String text) {
        try {
            var number = JSON.readTree(text).path("segment");
            return number.isIntegralNumber()
                    ? OptionalLong.of(number.longValue())
                    : OptionalLong.empty();
        } catch (JsonProcessingException _) {
            return OptionalLong.empty();
        }
    }

    private static void opened(ObjectNode line, Entry.Opened opened) {
        line.put("at", opened.at().toString())
                .put("tenant", opened.tenant())
                .put("agent", opened.agent())
                .put("agentVersion", opened.agentVersion())
                .put("settingsHash", opened.settingsHash())
                .put("language", opened.language())
                .put("transport", opened.transport())
                .put("carrierCallId", opened.carrierCallId())
                .put("from", opened.from().reveal())
                .put("to", opened.to());
    }

    private static void fact(ObjectNode line, Fact fact) {
        switch (fact) {
            case Fact.AgentTurn turn ->
                    line.put("type", "agent-turn")
                            .put("turn", turn.turn())
                            .put("said", turn.said().reveal())
                            .put("heard", turn.heard().reveal())
                            .put("certain", turn.certain())
                            .put("cut", turn.cut());
            case Fact.CallerTurn turn ->
                    line.put("type", "caller-turn")
                            .put("turn", turn.turn())
                            .put("words", turn.words().reveal())
                            .put("typed", turn.typed())
                            .put("speechStarted", turn.times().speechStarted())
                            .put("speechEnded", turn.times().speechEnded())
                            .put("decided", turn.times().decided())
                            .put("recognized", turn.times().recognized())
                            .put("answered", turn.times().answered());
            case Fact.Noted note ->
                    line.put("type", "noted")
                            .put("name", note.name())
                            .put("sensitive", note.sensitive())
                            .set("values", PlainJson.of(note.values()));
        }
    }

    private static void tool(ObjectNode line, Entry.ToolCalled tool) {
        line.put("at", tool.at().toString())
                .put("number", tool.toolCall())
                .put("name", tool.name())
                .put("arguments", tool.argumentsJson().reveal())
                .put("succeeded", tool.succeeded())
                .put("error", tool.error())
                .put("result", tool.resultJson().reveal())
                .put("tookMillis", tool.tookMillis());
    }

    private static void replied(ObjectNode line, Entry.Replied replied) {
        var latency = replied.latency();
        line.put("at", replied.at().toString())
                .put("turn", replied.turn())
                .put("endpointing", latency.endpointing())
                .put("recognition", latency.recognition())
                .put("dialog", latency.dialog())
                .put("synthesis", latency.synthesis())
                .put("playout", latency.playout())
                .put("total", latency.total());
    }

    private static void turnSound(ObjectNode line, TurnSound sound) {
        line.put("turn", sound.turn())
                .put("kind", sound.kind().name())
                .put("callerEnded", sound.callerEnded())
                .put("agentBegan", sound.agentBegan())
                .put("lead", sound.lead())
                .put("quiet", sound.quiet());
    }

    private static void callSound(ObjectNode line, CallSound sound) {
        line.put("length", sound.length())
                .put("caller", sound.caller())
                .put("agent", sound.agent())
                .put("talkOver", sound.talkOver())
                .put("deadAir", sound.deadAir())
                .put("longestSilence", sound.longestSilence())
                .put("deadAirFrom", sound.deadAirFrom());
    }

    private static void used(ObjectNode line, Entry.Used used) {
        var use = used.use();
        line.put("at", used.at().toString())
                .put("turn", used.turn())
                .put("provider", use.provider())
                .put("model", use.model())
                .put("unit", use.unit().name())
                .put("amount", use.amount())
                .put("local", use.local());
        var cost = used.cost();
        if (cost != null) {
            line.put("cost", cost.dollars().toPlainString());
        }
    }

    /// Reads a line back; throws [IllegalArgumentException], which never quotes the line, if it is
    /// not one of ours.
    static Read read(String text) {
        try {
            var line = JSON.readTree(text);
            if (line.path("v").asInt() != VERSION) {
                throw new IllegalArgumentException("expected a journal line of version " + VERSION);
            }
            return new Read(entry(line), text(line, "run"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a line of JSON", e.getCause());
        }
    }

    private static Entry entry(JsonNode line) {
        var call = text(line, "call");
        var type = text(line, "type");
        if (type.equals("step")) {
            return new Entry.Stepped(call, step(line));
        }
        var at = Instant.parse(text(line, "at"));
        return switch (type) {
            case "opened" ->
                    new Entry.Opened(
                            call,
                            at,
                            text(line, "tenant"),
                            text(line, "agent"),
                            text(line, "agentVersion"),
                            text(line, "settingsHash"),
                            text(line, "language"),
                            text(line, "transport"),
                            text(line, "carrierCallId"),
                            Sensitive.of(text(line, "from")),
                            text(line, "to"));
            case "begun" ->
                    new Entry.Begun(call, at, text(line, "conversation"), text(line, "definition"));
            case "content" ->
                    new Entry.Defined(
                            at,
                            new Content(
                                    Content.Kind.valueOf(text(line, "kind")),
                                    text(line, "hash"),
                                    text(line, "text")));
            case "agent-turn" ->
                    new Entry.Facts(
                            call,
                            at,
                            new Fact.AgentTurn(
                                    line.path("turn").asInt(),
                                    Sensitive.of(text(line, "said")),
                                    Sensitive.of(text(line, "heard")),
                                    line.path("certain").asBoolean(),
                                    line.path("cut").asBoolean()));
            case "caller-turn" ->
                    new Entry.Facts(
                            call,
                            at,
                            new Fact.CallerTurn(
                                    line.path("turn").asInt(),
                                    Sensitive.of(text(line, "words")),
                                    line.path("typed").asBoolean(),
                                    times(line)));
            case "noted" -> new Entry.Facts(call, at, noted(line));
            case "concerns" -> new Entry.Concerns(call, at, text(line, "subject"));
            case "tool" -> tool(line, call, at);
            case "replied" -> new Entry.Replied(call, at, line.path("turn").asInt(), latency(line));
            case "turn-sounded" -> new Entry.TurnSounded(call, at, turnSound(line));
            case "sounded" -> new Entry.Sounded(call, at, callSound(line));
            case "used" -> used(line, call, at);
            case "closed" ->
                    new Entry.Closed(
                            call,
                            at,
                            EndReason.valueOf(text(line, "reason")),
                            text(line, "outcome"),
                            text(line, "recording"));
            default -> throw new IllegalArgumentException("expected a known type of journal line");
        };
    }

    private static Step step(JsonNode line) {
        var step = line.path("step");
        if (!step.isObject()) {
            throw new IllegalArgumentException("expected an object in field \"step\"");
        }
        return new Step.Kept(line.path("number").asLong(), Sensitive.of(step.toString()));
    }

    private static TurnTimes times(JsonNode line) {
        return new TurnTimes(
                line.path("speechStarted").asLong(),
                line.path("speechEnded").asLong(),
                line.path("decided").asLong(),
                line.path("recognized").asLong(),
                line.path("answered").asLong());
    }

    private static ReplyLatency latency(JsonNode line) {
        return new ReplyLatency(
                line.path("endpointing").asLong(),
                line.path("recognition").asLong(),
                line.path("dialog").asLong(),
                line.path("synthesis").asLong(),
                line.path("playout").asLong(),
                line.path("total").asLong());
    }

    private static TurnSound turnSound(JsonNode line) {
        return new TurnSound(
                line.path("turn").asInt(),
                TurnSound.Kind.valueOf(text(line, "kind")),
                line.path("callerEnded").asLong(),
                line.path("agentBegan").asLong(),
                line.path("lead").asLong(),
                line.path("quiet").asLong());
    }

    private static CallSound callSound(JsonNode line) {
        return new CallSound(
                line.path("length").asLong(),
                line.path("caller").asLong(),
                line.path("agent").asLong(),
                line.path("talkOver").asLong(),
                line.path("deadAir").asLong(),
                line.path("longestSilence").asLong(),
                line.path("deadAirFrom").asLong());
    }

    private static Entry used(JsonNode line, String call, Instant at) {
        return new Entry.Used(
                call,
                at,
                line.path("turn").asInt(),
                new Use(
                        text(line, "provider"),
                        text(line, "model"),
                        Use.Unit.valueOf(text(line, "unit")),
                        line.path("amount").asLong(),
                        line.path("local").asBoolean()),
                line.has("cost") ? Money.of(text(line, "cost")) : null);
    }

    private static Fact.Noted noted(JsonNode line) {
        return new Fact.Noted(
                text(line, "name"),
                PlainJson.map(line.path("values")),
                line.path("sensitive").asBoolean());
    }

    private static Entry tool(JsonNode line, String call, Instant at) {
        return new Entry.ToolCalled(
                call,
                at,
                line.path("number").asLong(),
                text(line, "name"),
                Sensitive.of(text(line, "arguments")),
                line.path("succeeded").asBoolean(),
                text(line, "error"),
                Sensitive.of(text(line, "result")),
                line.path("tookMillis").asLong());
    }

    private static String text(JsonNode line, String field) {
        var value = line.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("expected text in field \"" + field + "\"");
        }
        return value.textValue();
    }
}
