package dev.parley.app.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.store.CallRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Records of calls as JSON, personal data included: for an operator's terminal and exports only.
public final class CallJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CallJson() {}

    /// The head of a call; what is not known is null.
    public static ObjectNode header(CallRecord.Header header) {
        var node = JSON.createObjectNode();
        node.put("id", header.id()).put("agent", header.agent());
        node.put("agent_version", header.agentVersion()).put("language", header.language());
        node.put("tenant", header.tenant()).put("transport", header.transport());
        node.put("carrier_call_id", header.carrierCallId());
        node.put("caller", header.caller().reveal()).put("called", header.called());
        node.put("subject", text(header.subject()));
        node.put("started_at", text(header.startedAt())).put("ended_at", text(header.endedAt()));
        node.put("end_reason", text(header.endReason())).put("outcome", header.outcome());
        node.put("recording", header.recording()).put("settings_hash", header.settingsHash());
        node.put("held_at", text(header.heldAt()));
        node.put("sound_removed_at", text(header.soundRemovedAt()));
        node.put("text_removed_at", text(header.textRemovedAt()));
        return node;
    }

    /// The whole record.
    public static ObjectNode call(CallRecord call) {
        var node = header(call.header());
        var turns = node.putArray("turns");
        call.turns().forEach(turn -> turns.add(turn(turn)));
        var sound = call.sound();
        if (sound != null) {
            node.set("sound_ms", sound(sound));
        }
        cost(node, call);
        var tools = node.putArray("tool_calls");
        call.toolCalls().forEach(tool -> tools.add(tool(tool)));
        var events = node.putArray("events");
        call.events()
                .forEach(event ->
                        events.addObject()
                                .put("name", event.name())
                                .put("at", event.at().toString())
                                .put("sensitive", event.isSensitive())
                                .set("values", parsed(event.valuesJson())));
        return node;
    }

    /// One line.
    public static String line(JsonNode node) {
        return node.toString();
    }

    /// For people who open the file.
    public static String pretty(JsonNode node) {
        try {
            return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static ObjectNode turn(CallRecord.Turn turn) {
        var node = JSON.createObjectNode();
        node.put("number", turn.number()).put("who", turn.who().name().toLowerCase(Locale.ROOT));
        node.put("at", turn.at().toString());
        node.put("said", turn.said().reveal()).put("heard", turn.heard().reveal());
        node.put("certain", turn.certain()).put("cut", turn.cut()).put("typed", turn.typed());
        var times = turn.times();
        if (times != null) {
            node.set("times_ms", times(times));
        }
        var latency = turn.latency();
        if (latency != null) {
            node.set("latency_ms", latency(latency));
        }
        var sound = turn.sound();
        if (sound != null) {
            node.set("sound_ms", sound(sound, latency));
        }
        return node;
    }

    private static ObjectNode times(TurnTimes times) {
        var node = JSON.createObjectNode();
        node.put("speech_started", times.speechStarted()).put("speech_ended", times.speechEnded());
        node.put("decided", times.decided()).put("recognized", times.recognized());
        return node.put("answered", times.answered());
    }

    private static ObjectNode latency(ReplyLatency latency) {
        var node = JSON.createObjectNode();
        node.put("endpointing", latency.endpointing()).put("recognition", latency.recognition());
        node.put("dialog", latency.dialog()).put("synthesis", latency.synthesis());
        return node.put("playout", latency.playout()).put("total", latency.total());
    }

    /// What was measured from the sound; what there is none of is null.
    private static ObjectNode sound(TurnSound sound, @Nullable ReplyLatency latency) {
        var node = JSON.createObjectNode();
        node.put("kind", sound.kind().name().toLowerCase(Locale.ROOT));
        node.put("caller_ended", known(sound.callerEnded()));
        node.put("agent_began", known(sound.agentBegan()));
        node.put("gap", known(sound.gap().orElse(-1)));
        node.put("lead", sound.lead()).put("quiet", sound.quiet());
        if (latency != null) {
            node.put("known", sound.known(latency));
            sound.rest(latency).ifPresent(rest -> node.put("rest", rest));
        }
        return node;
    }

    private static ObjectNode sound(CallSound sound) {
        var node = JSON.createObjectNode();
        node.put("length", sound.length()).put("caller", sound.caller());
        node.put("agent", sound.agent()).put("talk_over", sound.talkOver());
        node.put("talk_over_share", Math.round(sound.talkOverShare() * 10_000) / 10_000.0);
        node.put("dead_air", sound.deadAir()).put("longest_silence", sound.longestSilence());
        return node.put("dead_air_from", sound.deadAirFrom());
    }

    private static @Nullable Long known(long millis) {
        return millis < 0 ? null : millis;
    }

    /// What was used, and cost in US dollars: null where there is no price.
    private static void cost(ObjectNode node, CallRecord call) {
        if (call.uses().isEmpty()) {
            return;
        }
        var priced = CallTimeline.priced(call.uses());
        var cost = node.putObject("cost");
        cost.put("usd", dollars(CostText.sum(priced))).put("whole", CostText.isWhole(priced));
        var uses = cost.putArray("uses");
        for (var used : call.uses()) {
            var use = used.use();
            uses.addObject()
                    .put("turn", used.turn())
                    .put("stage", use.stage().label())
                    .put("provider", use.provider())
                    .put("model", use.model())
                    .put("unit", use.unit().label())
                    .put("amount", use.amount())
                    .put("usd", dollars(used.cost()));
        }
    }

    static @Nullable BigDecimal dollars(@Nullable Money money) {
        if (money == null) {
            return null;
        }
        var plain = money.dollars().stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static ObjectNode tool(CallRecord.ToolCall tool) {
        var node = JSON.createObjectNode();
        node.put("number", tool.number()).put("name", tool.name()).put("at", tool.at().toString());
        node.put("succeeded", tool.succeeded()).put("error", tool.error());
        node.put("took_ms", tool.tookMillis());
        node.set("arguments", parsed(tool.argumentsJson()));
        node.set("result", parsed(tool.resultJson()));
        return node;
    }

    static JsonNode parsed(Sensitive<String> json) {
        try {
            return JSON.readTree(json.reveal());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps nothing but JSON here", e);
        }
    }

    private static @Nullable String text(@Nullable Sensitive<String> value) {
        return value == null ? null : value.reveal();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable String text(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
