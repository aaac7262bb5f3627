package dev.parley.call.journal;

import static dev.parley.call.journal.InputJson.number;
import static dev.parley.call.journal.InputJson.text;
import static dev.parley.call.journal.InputJson.type;
import static dev.parley.call.journal.PlainValues.clean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.Duration;

/// What a language model told, as JSON and back; like [InputJson], of which it is a part.
final class ModelJson {
    private ModelJson() {}

    static ObjectNode write(ModelEvent event) {
        return switch (event) {
            case ModelEvent.Text(var delta) ->
                    type("model-text").put("text", clean(delta.reveal()));
            case ModelEvent.Called(var call) ->
                    type("model-call")
                            .put("id", clean(call.id()))
                            .put("name", clean(call.name()))
                            .put("arguments", clean(call.argumentsJson().reveal()));
            case ModelEvent.Done(Finish(var reason, Usage usage)) -> {
                var node = type("model-done").put("reason", reason.name());
                if (usage.known()) {
                    node.put("input", usage.input());
                    node.put("cached", usage.cached()).put("output", usage.output());
                }
                yield node;
            }
            case ModelEvent.Failed(ProviderFault(var kind, var retryAfter, var message)) -> {
                var node = type("model-failed").put("failure", kind.name());
                if (retryAfter != null) {
                    node.put("retryAfter", retryAfter.toMillis());
                }
                yield node.put("message", clean(message));
            }
        };
    }

    static ModelEvent read(JsonNode node) {
        return switch (text(node, "type")) {
            case "model-text" -> new ModelEvent.Text(text(node, "text"));
            case "model-call" ->
                    new ModelEvent.Called(
                            new ToolCall(
                                    text(node, "id"), text(node, "name"), text(node, "arguments")));
            case "model-done" ->
                    new ModelEvent.Done(
                            new Finish(
                                    Finish.Reason.valueOf(text(node, "reason")),
                                    node.has("output")
                                            ? new Usage(
                                                    number(node, "input"),
                                                    number(node, "cached"),
                                                    number(node, "output"))
                                            : Usage.UNKNOWN));
            case "model-failed" ->
                    new ModelEvent.Failed(
                            new ProviderFault(
                                    ProviderFailure.valueOf(text(node, "failure")),
                                    node.has("retryAfter")
                                            ? Duration.ofMillis(number(node, "retryAfter"))
                                            : null,
                                    text(node, "message")));
            default -> throw new IllegalArgumentException("expected what a model told");
        };
    }
}
