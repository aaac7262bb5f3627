package dev.parley.call.journal;

import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolChoice;
import java.util.StringJoiner;

/// A question to a language model as text, for comparing. Its limits of time are left out: they
/// change nothing about what is asked. The switches take every record apart.
final class RequestText {
    private RequestText() {}

    /// Everything that was asked. Holds what people said.
    static String of(ModelRequest request) {
        var text = new StringJoiner("\n");
        for (var message : request.messages()) {
            text.add(of(message));
        }
        for (var tool : request.tools()) {
            text.add("tool " + tool.name() + " " + tool.description() + " " + tool.schemaJson());
        }
        text.add("choice " + of(request.choice()));
        text.add("temperature " + request.temperature().orElse(-1));
        return text.add("tokens " + request.maxTokens()).toString();
    }

    private static String of(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> "instruction " + text.reveal();
            case Message.User(var text) -> "user " + text.reveal();
            case Message.Assistant(var text, var calls) -> {
                var said = new StringJoiner(" ").add("assistant").add(text.reveal());
                for (var call : calls) {
                    said.add(call.id()).add(call.name()).add(call.argumentsJson().reveal());
                }
                yield said.toString();
            }
            case Message.ToolOutcome(var call, var json) -> "outcome " + call + " " + json.reveal();
        };
    }

    private static String of(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Mode mode -> mode.name();
            case ToolChoice.Named(var tool) -> "tool " + tool;
        };
    }
}
