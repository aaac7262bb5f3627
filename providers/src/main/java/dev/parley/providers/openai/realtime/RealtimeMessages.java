package dev.parley.providers.openai.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What a client sends, as the protocol wants it. Values only.
final class RealtimeMessages {
    /// The `event_id` of the first `session.update`; errors name it.
    static final String SESSION = "session";

    /// The `event_id` of every `response.create`.
    static final String ANSWER = "answer";

    /// What marks an answer as asked for by us: the provider gives `metadata` back.
    private static final String MARK = "asked";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int START_MILLIS = 300;

    private RealtimeMessages() {}

    static String session(RealtimeSettings settings, Opening opening) {
        var event = event("session.update").put("event_id", SESSION);
        var session = event.putObject("session").put("type", "realtime");
        session.putArray("output_modalities").add("audio");
        session.put("max_output_tokens", settings.maxTokens());
        if (!settings.reasoning().isEmpty()) {
            session.putObject("reasoning").put("effort", settings.reasoning());
        }
        var audio = session.putObject("audio");
        var briefing = opening.briefing();
        input(audio.putObject("input"), settings, opening.hears(), briefing.language());
        var output = audio.putObject("output");
        output.set("format", format(opening.speaks()));
        var voice = briefing.voice().isEmpty() ? settings.voice() : briefing.voice();
        if (voice.startsWith("voice_")) {
            output.putObject("voice").put("id", voice);
        } else {
            output.put("voice", voice);
        }
        brief(session, briefing);
        return event.toString();
    }

    private static void input(
            ObjectNode input, RealtimeSettings settings, Codec hears, String language) {
        input.set("format", format(hears));
        if (settings.transcription().isEmpty()) {
            input.putNull("transcription");
        } else {
            var transcription =
                    input.putObject("transcription").put("model", settings.transcription());
            if (!language.isEmpty()) {
                transcription.put("language", language);
            }
        }
        switch (settings.turns()) {
            case TurnMaster.OURS -> input.putNull("turn_detection");
            case TurnMaster.PROVIDER ->
                    input.putObject("turn_detection")
                            .put("type", "server_vad")
                            .put("prefix_padding_ms", START_MILLIS)
                            .put("silence_duration_ms", settings.turnSilence().toMillis())
                            .put("create_response", true)
                            .put("interrupt_response", true);
        }
    }

    private static ObjectNode format(Codec codec) {
        var format = JSON.createObjectNode();
        switch (codec) {
            case MULAW_8K -> format.put("type", "audio/pcmu");
            case ALAW_8K -> format.put("type", "audio/pcma");
            case PCM_24K -> format.put("type", "audio/pcm").put("rate", codec.rate());
            case PCM_8K, PCM_16K ->
                    throw new IllegalArgumentException("expected G.711 or 24 kHz, got " + codec);
        }
        return format;
    }

    /// Other instructions and tools. The voice is left out: one that has spoken cannot be changed.
    static String change(Briefing briefing) {
        var event = event("session.update").put("event_id", "change");
        brief(event.putObject("session").put("type", "realtime"), briefing);
        return event.toString();
    }

    private static void brief(ObjectNode session, Briefing briefing) {
        session.put("instructions", briefing.instructions().reveal());
        var tools = session.putArray("tools");
        for (var tool : briefing.tools()) {
            var entry = tools.addObject().put("type", "function").put("name", tool.name());
            entry.put("description", tool.description());
            entry.set("parameters", parsed(tool.schemaJson()));
        }
        session.put("tool_choice", "auto");
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of a tool was checked to be JSON", e);
        }
    }

    static String sound(byte[] bytes) {
        return "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                + Base64.getEncoder().encodeToString(bytes)
                + "\"}";
    }

    static String commit() {
        return event("input_audio_buffer.commit").toString();
    }

    static String answer(Sensitive<String> instruction) {
        var event = event("response.create").put("event_id", ANSWER);
        var response = event.putObject("response");
        response.putObject("metadata").put(MARK, "yes");
        if (!instruction.reveal().isBlank()) {
            response.put("instructions", instruction.reveal());
        }
        return event.toString();
    }

    /// Whether this is one that we asked for, as far as the server gives that back.
    static boolean isAsked(JsonNode response) {
        return response.path("metadata").has(MARK);
    }

    /// @param responseId empty for whichever is under way
    static String cancel(String responseId) {
        var event = event("response.cancel");
        return (responseId.isEmpty() ? event : event.put("response_id", responseId)).toString();
    }

    static String truncate(String itemId, int heardMillis) {
        return event("conversation.item.truncate")
                .put("item_id", itemId)
                .put("content_index", 0)
                .put("audio_end_ms", heardMillis)
                .toString();
    }

    static String outcome(Message.ToolOutcome outcome) {
        return item(outcomeItem(outcome));
    }

    /// As many items as the message needs; none for a text without a letter or digit.
    static List<String> items(Message message) {
        var items = new ArrayList<String>();
        switch (message) {
            case Message.Instruction(var text) -> said(items, "system", "input_text", text);
            case Message.User(var text) -> said(items, "user", "input_text", text);
            case Message.Assistant assistant -> {
                said(items, "assistant", "output_text", assistant.text());
                for (var call : assistant.toolCalls()) {
                    items.add(
                            item(
                                    JSON.createObjectNode()
                                            .put("type", "function_call")
                                            .put("call_id", call.id())
                                            .put("name", call.name())
                                            .put("arguments", call.argumentsJson().reveal())));
                }
            }
            case Message.ToolOutcome outcome -> items.add(item(outcomeItem(outcome)));
        }
        return items;
    }

    private static void said(
            List<String> items, String role, String content, Sensitive<String> text) {
        if (text.reveal().isBlank()) {
            return;
        }
        var message = JSON.createObjectNode().put("type", "message").put("role", role);
        message.putArray("content").addObject().put("type", content).put("text", text.reveal());
        items.add(item(message));
    }

    private static ObjectNode outcomeItem(Message.ToolOutcome outcome) {
        return JSON.createObjectNode()
                .put("type", "function_call_output")
                .put("call_id", outcome.callId())
                .put("output", outcome.json().reveal());
    }

    private static String item(ObjectNode item) {
        var event = event("conversation.item.create");
        event.set("item", item);
        return event.toString();
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type);
    }
}
