package dev.parley.dialog.model;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// One question to a language model.
///
/// @param messages at least one; every tool call of an assistant message is followed, before any
///   other message, by its one outcome, because providers refuse anything else
/// @param tools with distinct names
/// @param temperature from 0 to 2; empty leaves the provider's own
/// @param maxTokens at least 1, of the answer
public record ModelRequest(
        List<Message> messages,
        List<ToolSpec> tools,
        ToolChoice choice,
        OptionalDouble temperature,
        int maxTokens,
        ModelLimits limits) {
    /// Enough for two minutes of speech.
    public static final int DEFAULT_MAX_TOKENS = 400;

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("expected at least one message, got none");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException(
                    "expected at least 1 token as the limit, got " + maxTokens);
        }
        if (temperature.isPresent()
                && !(temperature.getAsDouble() >= 0 && temperature.getAsDouble() <= 2)) {
            throw new IllegalArgumentException(
                    "expected a temperature from 0 to 2, got " + temperature.getAsDouble());
        }
        checkTools(tools, choice);
        checkOutcomes(messages);
    }

    /// Plain text with the defaults for everything else.
    public static ModelRequest of(List<Message> messages) {
        return new ModelRequest(
                messages,
                List.of(),
                ToolChoice.AUTO,
                OptionalDouble.empty(),
                DEFAULT_MAX_TOKENS,
                ModelLimits.DEFAULT);
    }

    public ModelRequest withTools(List<ToolSpec> offered, ToolChoice how) {
        return new ModelRequest(messages, offered, how, temperature, maxTokens, limits);
    }

    public ModelRequest withLimits(ModelLimits changed) {
        return new ModelRequest(messages, tools, choice, temperature, maxTokens, changed);
    }

    public ModelRequest withTemperature(double changed) {
        return new ModelRequest(
                messages, tools, choice, OptionalDouble.of(changed), maxTokens, limits);
    }

    public ModelRequest withMaxTokens(int changed) {
        return new ModelRequest(messages, tools, choice, temperature, changed, limits);
    }

    private static void checkTools(List<ToolSpec> tools, ToolChoice choice) {
        Set<String> names = new HashSet<>();
        for (var tool : tools) {
            if (!names.add(tool.name())) {
                throw new IllegalArgumentException(
                        "expected distinct tools, got \"" + tool.name() + "\" twice");
            }
        }
        switch (choice) {
            case ToolChoice.Mode mode -> {
                if (mode == ToolChoice.REQUIRED && tools.isEmpty()) {
                    throw new IllegalArgumentException(
                            "a tool call is required, but no tool is offered");
                }
            }
            case ToolChoice.Named named -> {
                if (!names.contains(named.tool())) {
                    throw new IllegalArgumentException(
                            "the tool \"" + named.tool() + "\" must be called, but is not offered");
                }
            }
        }
    }

    private static void checkOutcomes(List<Message> messages) {
        Set<String> awaited = new HashSet<>();
        for (var message : messages) {
            switch (message) {
                case Message.ToolOutcome outcome -> {
                    if (!awaited.remove(outcome.callId())) {
                        throw new IllegalArgumentException(
                                "the outcome of \""
                                        + outcome.callId()
                                        + "\" follows no such tool call");
                    }
                }
                case Message.Instruction _, Message.User _ -> checkNoneAwaited(awaited);
                case Message.Assistant assistant -> {
                    checkNoneAwaited(awaited);
                    for (var call : assistant.toolCalls()) {
                        if (!awaited.add(call.id())) {
                            throw new IllegalArgumentException(
                                    "expected distinct ids of tool calls, got \""
                                            + call.id()
                                            + "\" twice");
                        }
                    }
                }
            }
        }
        checkNoneAwaited(awaited);
    }

    private static void checkNoneAwaited(Set<String> awaited) {
        if (!awaited.isEmpty()) {
            throw new IllegalArgumentException(
                    "tool calls "
                            + awaited
                            + " have no outcome; add one (it may say \"cancelled\") or leave the"
                            + " call out");
        }
    }
}
