package dev.parley.app.web;

import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.store.CallRecord;
import dev.parley.store.CallRecord.Turn;
import dev.parley.store.CallRecord.Who;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of an ended call as its caller may see it. All times are milliseconds since the call
/// began, which is where the recording begins.
final class CallJson {
    /// Speech of this many characters takes about a second.
    private static final int CHARS_PER_SECOND = 15;

    private CallJson() {}

    /// @param endedAt when it ended
    /// @param writingTools tools whose results are shown as what was booked
    static JsonObject of(CallRecord call, Instant endedAt, List<String> writingTools) {
        var header = call.header();
        return new JsonObject()
                .put("id", header.id())
                .put("agent", header.agent())
                .put("language", header.language())
                .put("started_at", header.startedAt().toString())
                .put("ended_at", endedAt.toString())
                .put("duration_ms", millis(header.startedAt(), endedAt))
                .put("end_reason", header.endReason() == null ? "" : header.endReason().name())
                .put("outcome", header.outcome() == null ? "" : header.outcome())
                .put("recording", header.recording() != null && !header.recording().isEmpty())
                .put("sound", sound(call.sound()))
                .put("turns", turns(call))
                .put("tools", tools(call))
                .put("booked", booked(call, writingTools));
    }

    private static JsonArray turns(CallRecord call) {
        var list = new JsonArray();
        long before = 0;
        long answerAt = -1;
        for (var turn : call.turns()) {
            long noted = Math.max(before, millis(call.header().startedAt(), turn.at()));
            var times = turn.times();
            long from;
            long to;
            if (turn.who() == Who.CALLER) {
                from = times == null || times.speechStarted() < 0 ? noted : times.speechStarted();
                to = times == null || times.speechEnded() < 0 ? noted : times.speechEnded();
                answerAt = answerAt(turn, to);
            } else {
                // An agent's turn is noted when it was heard; it began as the answer did.
                long spoken = turn.heard().reveal().length() * 1000L / CHARS_PER_SECOND;
                from = answerAt >= 0 ? answerAt : Math.max(before, noted - spoken);
                to = Math.max(from, noted);
                answerAt = -1;
            }
            before = to;
            list.add(turn(turn, from, to));
        }
        return list;
    }

    /// When the answer to a turn of the caller began: as it sounded, or else as it was sent.
    private static long answerAt(Turn turn, long to) {
        var sound = turn.sound();
        if (sound != null && sound.agentBegan() >= 0) {
            return sound.agentBegan();
        }
        return turn.latency() == null ? -1 : to + turn.latency().total();
    }

    private static JsonObject turn(Turn turn, long from, long to) {
        var json =
                new JsonObject()
                        .put("who", turn.who() == Who.AGENT ? "agent" : "caller")
                        .put("number", turn.number())
                        .put("from_ms", from)
                        .put("to_ms", to)
                        .put("said", turn.said().reveal())
                        .put("heard", turn.heard().reveal())
                        .put("certain", turn.certain())
                        .put("cut", turn.cut())
                        .put("typed", turn.typed());
        if (turn.latency() != null) {
            json.put("latency", latency(turn.latency()));
        }
        var sound = turn.sound();
        if (sound != null && sound.gap().isPresent()) {
            json.put("gap_ms", sound.gap().getAsLong());
        }
        return json;
    }

    /// What sounded in the call; null if nothing was measured.
    private static @Nullable JsonObject sound(@Nullable CallSound sound) {
        return sound == null
                ? null
                : new JsonObject()
                        .put("caller_ms", sound.caller())
                        .put("agent_ms", sound.agent())
                        .put("talk_over_ms", sound.talkOver())
                        .put("dead_air_ms", sound.deadAir())
                        .put("longest_silence_ms", sound.longestSilence());
    }

    private static JsonObject latency(ReplyLatency latency) {
        return new JsonObject()
                .put("endpointing_ms", latency.endpointing())
                .put("recognition_ms", latency.recognition())
                .put("dialog_ms", latency.dialog())
                .put("synthesis_ms", latency.synthesis())
                .put("playout_ms", latency.playout())
                .put("total_ms", latency.total());
    }

    private static JsonArray tools(CallRecord call) {
        var list = new JsonArray();
        for (var tool : call.toolCalls()) {
            list.add(
                    new JsonObject()
                            .put("name", tool.name())
                            .put("at_ms", millis(call.header().startedAt(), tool.at()))
                            .put("took_ms", tool.tookMillis())
                            .put("succeeded", tool.succeeded())
                            .put("error", tool.error()));
        }
        return list;
    }

    private static JsonArray booked(CallRecord call, List<String> writingTools) {
        var list = new JsonArray();
        for (var tool : call.toolCalls()) {
            // After the words of a call were removed, results are empty.
            if (tool.succeeded()
                    && writingTools.contains(tool.name())
                    && !tool.resultJson().reveal().isBlank()) {
                list.add(
                        new JsonObject()
                                .put("tool", tool.name())
                                .put("values", new JsonObject(tool.resultJson().reveal())));
            }
        }
        return list;
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
