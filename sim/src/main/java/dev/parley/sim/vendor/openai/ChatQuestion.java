package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.script.ModelQuestion;
import java.util.HashMap;
import java.util.Map;

/// What a request asks of the model.
final class ChatQuestion {
    private ChatQuestion() {}

    static ModelQuestion of(ObjectNode body) {
        int turn = 0;
        var user = "";
        Map<String, String> tools = new HashMap<>();
        JsonNode last = body.path("messages").path(-1);
        for (var message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                turn++;
                user = text(message.path("content"));
            }
            for (var call : message.path("tool_calls")) {
                tools.put(call.path("id").asText(), call.path("function").path("name").asText());
            }
            last = message;
        }
        boolean isResult = last.path("role").asText().equals("tool");
        return new ModelQuestion(
                turn,
                user,
                isResult ? tools.getOrDefault(last.path("tool_call_id").asText(), "?") : "",
                isResult ? text(last.path("content")) : "",
                body.path("model").asText());
    }

    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        for (var part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }
}
