package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request for a chat completion must be. The first problem counts.
final class ChatRules {
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> EFFORTS =
            Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "messages",
                    "stream",
                    "stream_options",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "max_completion_tokens",
                    "max_tokens",
                    "temperature",
                    "top_p",
                    "presence_penalty",
                    "frequency_penalty",
                    "stop",
                    "reasoning_effort",
                    "verbosity",
                    "response_format",
                    "service_tier",
                    "prompt_cache_key",
                    "safety_identifier",
                    "prompt_cache_options",
                    "prompt_cache_retention",
                    "store",
                    "metadata",
                    "n",
                    "logprobs",
                    "top_logprobs",
                    "logit_bias",
                    "modalities",
                    "audio",
                    "prediction",
                    "web_search_options",
                    "moderation",
                    "user",
                    "seed",
                    "functions",
                    "function_call");

    private final VendorScript script;

    ChatRules(VendorScript script) {
        this.script = script;
    }

    Optional<Problem> check(ObjectNode body) {
        return fields(body)
                .or(() -> sampling(body))
                .or(() -> messages(body.path("messages")))
                .or(() -> tools(body));
    }

    private Optional<Problem> fields(ObjectNode body) {
        for (var field : body.properties()) {
            if (!KNOWN.contains(field.getKey()) && script.is(Switch.UNKNOWN_FIELDS_REFUSED)) {
                return problem(
                        "Unrecognized request argument supplied: " + field.getKey(),
                        field.getKey(),
                        "unknown_parameter");
            }
        }
        if (!body.path("model").isTextual()) {
            return Optional.of(
                    Problem.invalid("you must provide a model parameter", "model", null));
        }
        var model = body.path("model").asText();
        if (Models.find(script.models(), model).isEmpty()) {
            return Optional.of(Models.unknown(model));
        }
        if (body.has("stream_options") && !body.path("stream").asBoolean()) {
            return problem(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                    "stream_options",
                    "invalid_value");
        }
        if (body.has("stream") && !body.path("stream").isBoolean()) {
            return type("stream", "a boolean");
        }
        return Optional.empty();
    }

    private static Optional<Problem> sampling(ObjectNode body) {
        return range(body, "temperature", 0, 2)
                .or(() -> range(body, "top_p", 0, 1))
                .or(() -> range(body, "presence_penalty", -2, 2))
                .or(() -> range(body, "frequency_penalty", -2, 2))
                .or(() -> range(body, "max_completion_tokens", 1, Integer.MAX_VALUE))
                .or(() -> range(body, "max_tokens", 1, Integer.MAX_VALUE))
                .or(() -> effort(body))
                .or(() -> stops(body.path("stop")));
    }

    private static Optional<Problem> effort(ObjectNode body) {
        var effort = body.path("reasoning_effort");
        return effort.isMissingNode() || effort.isNull() || EFFORTS.contains(effort.asText())
                ? Optional.empty()
                : problem(
                        "Invalid value: '" + effort.asText() + "'.",
                        "reasoning_effort",
                        "invalid_value");
    }

    private static Optional<Problem> stops(JsonNode stop) {
        return stop.size() > 4
                ? problem("Invalid 'stop': at most 4 sequences.", "stop", "array_above_max_length")
                : Optional.empty();
    }

    private static Optional<Problem> range(ObjectNode body, String name, double min, double max) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            return type(name, "a number");
        }
        return value.asDouble() < min || value.asDouble() > max
                ? problem(
                        "Invalid '%s': expected a value from %s to %s.".formatted(name, min, max),
                        name,
                        "invalid_value")
                : Optional.empty();
    }

    private static Optional<Problem> messages(JsonNode messages) {
        if (!messages.isArray()) {
            return Optional.of(Problem.missing("messages"));
        }
        if (messages.isEmpty()) {
            return problem("Invalid 'messages': empty array.", "messages", "empty_array");
        }
        Set<String> awaited = new LinkedHashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.path(i);
            var place = "messages.[" + i + "]";
            var role = message.path("role").asText();
            if (!role.equals("tool") && !awaited.isEmpty()) {
                return unanswered(awaited, place);
            }
            var problem =
                    switch (role) {
                        case "developer", "system", "user" -> content(message, place);
                        case "assistant" -> assistant(message, place, awaited);
                        case "tool" -> result(message, place, awaited);
                        default ->
                                problem(
                                        "Invalid value: '" + role + "'.",
                                        place + ".role",
                                        "invalid_value");
                    };
            if (problem.isPresent()) {
                return problem;
            }
        }
        return awaited.isEmpty() ? Optional.empty() : unanswered(awaited, "messages");
    }

    private static Optional<Problem> unanswered(Set<String> awaited, String place) {
        return problem(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
                        + String.join(", ", awaited),
                place + ".role",
                null);
    }

    private static Optional<Problem> content(JsonNode message, String place) {
        var content = message.path("content");
        if (content.isTextual()) {
            return Optional.empty();
        }
        if (!content.isArray()) {
            return problem(
                    "Invalid value for 'content': expected a string, got "
                            + content.getNodeType()
                            + ".",
                    place + ".content",
                    null);
        }
        for (var part : content) {
            if (!part.path("type").isTextual()
                    || (part.path("type").asText().equals("text")
                            && !part.path("text").isTextual())) {
                return problem("Invalid content part.", place + ".content", "invalid_value");
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> assistant(
            JsonNode message, String place, Set<String> awaited) {
        var calls = message.path("tool_calls");
        if (calls.isMissingNode()) {
            return content(message, place);
        }
        if (!calls.isArray() || calls.isEmpty()) {
            return problem(
                    "Invalid 'tool_calls': empty array.", place + ".tool_calls", "empty_array");
        }
        for (var call : calls) {
            var function = call.path("function");
            if (!call.path("id").isTextual()
                    || !call.path("type").asText().equals("function")
                    || !function.path("name").isTextual()
                    || !function.path("arguments").isTextual()) {
                return problem(
                        "Invalid tool call: expected id, type \"function\", function.name and function.arguments as text.",
                        place + ".tool_calls",
                        "invalid_value");
            }
            if (!awaited.add(call.path("id").asText())) {
                return problem("Duplicate tool call id.", place + ".tool_calls", "invalid_value");
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> result(JsonNode message, String place, Set<String> awaited) {
        if (!awaited.remove(message.path("tool_call_id").asText())) {
            return problem(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                    place + ".role",
                    null);
        }
        return content(message, place);
    }

    private Optional<Problem> tools(ObjectNode body) {
        var tools = body.path("tools");
        Set<String> names = new HashSet<>();
        if (tools.isArray() && tools.isEmpty()) {
            return problem("Invalid 'tools': empty array.", "tools", "empty_array");
        }
        if (tools.size() > script.limit(Limit.TOOLS)) {
            return problem("Invalid 'tools': array too long.", "tools", "array_above_max_length");
        }
        for (var tool : tools) {
            var function = tool.path("function");
            var name = function.path("name").asText();
            if (!tool.path("type").asText().equals("function")
                    || !TOOL_NAME.matcher(name).matches()) {
                return problem(
                        "Invalid 'tools[].function.name': expected 1 to 64 of a-z, A-Z, 0-9, _ and -.",
                        "tools[].function.name",
                        "invalid_value");
            }
            var parameters = function.path("parameters");
            if (!parameters.isMissingNode() && !parameters.path("type").asText().equals("object")) {
                return problem(
                        "Invalid schema for function '%s': schema must be a JSON Schema of 'type: \"object\"'."
                                .formatted(name),
                        "tools[].function.parameters",
                        "invalid_function_parameters");
            }
            if (!names.add(name)) {
                return problem("Duplicate function name: " + name, "tools", "invalid_value");
            }
        }
        return choice(body, names);
    }

    private static Optional<Problem> choice(ObjectNode body, Set<String> names) {
        var choice = body.path("tool_choice");
        if (choice.isMissingNode()) {
            return Optional.empty();
        }
        if (names.isEmpty() && !choice.asText().equals("none")) {
            return problem(
                    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
                    "tool_choice",
                    null);
        }
        if (choice.isTextual() && !Set.of("none", "auto", "required").contains(choice.asText())) {
            return problem(
                    "Invalid value: '" + choice.asText() + "'.", "tool_choice", "invalid_value");
        }
        if (choice.path("type").asText().equals("function")
                && !names.contains(choice.path("function").path("name").asText())) {
            return problem(
                    "Invalid value for 'tool_choice': no function of that name was given in 'tools'.",
                    "tool_choice",
                    null);
        }
        return Optional.empty();
    }

    private static Optional<Problem> type(String name, String expected) {
        return problem(
                "Invalid type for '%s': expected %s.".formatted(name, expected),
                name,
                "invalid_type");
    }

    private static Optional<Problem> problem(String message, String param, @Nullable String code) {
        return Optional.of(Problem.invalid(message, param, code));
    }
}
