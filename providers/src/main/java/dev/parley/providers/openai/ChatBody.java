package dev.parley.providers.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolChoice;
import dev.parley.dialog.model.ToolSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes a request as the JSON of the chat completions protocol: no field that the profile's
/// server would refuse.
final class ChatBody {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ChatSettings settings;
    private final JsonGenerator json;

    private ChatBody(ChatSettings settings, JsonGenerator json) {
        this.settings = settings;
        this.json = json;
    }

    static byte[] write(ChatSettings settings, ModelRequest request) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var json = FACTORY.createGenerator(bytes)) {
            new ChatBody(settings, json).request(request);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private void request(ModelRequest request) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", settings.model());
        json.writeBooleanField("stream", true);
        if (settings.profile().usage()) {
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
        }
        json.writeNumberField(settings.profile().maxTokens(), request.maxTokens());
        if (!settings.reasoning().isEmpty()) {
            json.writeStringField("reasoning_effort", settings.reasoning());
        } else if (request.temperature().isPresent()) {
            json.writeNumberField("temperature", request.temperature().getAsDouble());
        }
        json.writeArrayFieldStart("messages");
        for (var message : request.messages()) {
            message(message);
        }
        json.writeEndArray();
        if (!request.tools().isEmpty()) {
            tools(request);
        }
        json.writeEndObject();
    }

    private void message(Message message) throws IOException {
        json.writeStartObject();
        switch (message) {
            case Message.Instruction(var text) -> content("system", text.reveal());
            case Message.User(var text) -> content("user", text.reveal());
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolOutcome(var callId, var outcome) -> {
                content("tool", outcome.reveal());
                json.writeStringField("tool_call_id", callId);
            }
        }
        json.writeEndObject();
    }

    private void content(String role, String text) throws IOException {
        json.writeStringField("role", role);
        json.writeStringField("content", text);
    }

    private void assistant(Message.Assistant assistant) throws IOException {
        var text = assistant.text().reveal();
        json.writeStringField("role", "assistant");
        if (text.isEmpty() && !assistant.toolCalls().isEmpty()) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", text);
        }
        if (assistant.toolCalls().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tool_calls");
        for (var call : assistant.toolCalls()) {
            json.writeStartObject();
            json.writeStringField("id", call.id());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.argumentsJson().reveal());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void tools(ModelRequest request) throws IOException {
        json.writeArrayFieldStart("tools");
        for (var tool : request.tools()) {
            tool(tool);
        }
        json.writeEndArray();
        if (settings.profile().parallelTools()) {
            json.writeBooleanField("parallel_tool_calls", settings.parallelTools());
        }
        if (settings.profile().toolChoice()) {
            choice(request.choice());
        }
    }

    private void tool(ToolSpec tool) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", tool.name());
        if (!tool.description().isEmpty()) {
            json.writeStringField("description", tool.description());
        }
        json.writeFieldName("parameters");
        json.writeRawValue(tool.schemaJson());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void choice(ToolChoice choice) throws IOException {
        switch (choice) {
            case ToolChoice.Mode mode ->
                    json.writeStringField(
                            "tool_choice",
                            switch (mode) {
                                case AUTO -> "auto";
                                case NONE -> "none";
                                case REQUIRED -> "required";
                            });
            case ToolChoice.Named(var tool) -> {
                json.writeObjectFieldStart("tool_choice");
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", tool);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }
}
