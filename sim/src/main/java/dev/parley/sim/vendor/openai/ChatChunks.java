package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of one completion, in chunks or whole. Tokens are counted as words, so that the same
/// request always costs the same.
final class ChatChunks {
    private static final String THOUGHT = "The caller wants something; I will answer shortly.";

    private final VendorScript script;
    private final ObjectNode request;
    private final long number;
    private final List<Event> events = new ArrayList<>();
    private final boolean wantsUsage;

    /// One event of the stream.
    ///
    /// @param isContent false for what ends something
    record Event(String json, boolean isContent) {}

    ChatChunks(VendorScript script, ObjectNode request, long number) {
        this.script = script;
        this.request = request;
        this.number = number;
        this.wantsUsage =
                script.is(Switch.USAGE)
                        && request.path("stream_options").path("include_usage").asBoolean();
    }

    List<Event> of(ModelReply reply) {
        var first = Json.object().put("role", "assistant");
        first.put("content", reply.say().isEmpty() ? null : "").putNull("refusal");
        content(first);
        if (script.is(Switch.REASONING)) {
            for (var token : Tokens.of(THOUGHT)) {
                content(Json.object().put("reasoning_content", token));
            }
        }
        for (var token : Tokens.of(reply.say())) {
            content(Json.object().put("content", token));
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            call(reply.calls().get(i), i);
        }
        events.add(new Event(chunk(Json.object(), finish(reply)).toString(), false));
        if (wantsUsage) {
            var usage = envelope("chat.completion.chunk");
            usage.putArray("choices");
            usage.set("usage", usage(reply));
            events.add(new Event(usage.toString(), false));
        }
        if (script.is(Switch.DONE_LINE)) {
            events.add(new Event("[DONE]", false));
        }
        return events;
    }

    /// A chunk that comes when all is over.
    String late(int i) {
        return chunk(Json.object().put("content", " late" + i), null).toString();
    }

    private void call(ModelReply.Call call, int index) {
        var arguments =
                script.is(Switch.TOOL_ARGUMENTS_BROKEN)
                        ? call.arguments().substring(0, call.arguments().length() / 2)
                        : call.arguments();
        boolean isWhole =
                script.is(Switch.TOOLS_WHOLE) || script.is(Switch.TOOL_ARGUMENTS_AS_OBJECT);
        var head = Json.object();
        var entry = entry(head, index).put("id", id(index)).put("type", "function");
        var function = entry.putObject("function").put("name", call.tool());
        if (script.is(Switch.TOOL_ARGUMENTS_AS_OBJECT)) {
            function.set("arguments", Json.parse(arguments).orElseGet(Json::object));
        } else {
            function.put("arguments", isWhole ? arguments : "");
        }
        content(head);
        if (!isWhole) {
            for (var piece : Tokens.pieces(arguments)) {
                var delta = Json.object();
                var more = entry(delta, index);
                if (script.is(Switch.TOOLS_ALL_INDEX_ZERO)) {
                    more.put("id", id(index));
                }
                more.putObject("function").put("arguments", piece);
                content(delta);
            }
        }
    }

    private ObjectNode entry(ObjectNode delta, int index) {
        var entry = delta.putArray("tool_calls").addObject();
        if (!script.is(Switch.TOOLS_WITHOUT_INDEX)) {
            entry.put("index", script.is(Switch.TOOLS_ALL_INDEX_ZERO) ? 0 : index);
        }
        return entry;
    }

    private String id(int index) {
        return "call_sim_" + number + "_" + index;
    }

    private String finish(ModelReply reply) {
        if (!reply.finish().isEmpty()) {
            return reply.finish();
        }
        return reply.calls().isEmpty() || script.is(Switch.TOOLS_FINISH_WITH_STOP)
                ? "stop"
                : "tool_calls";
    }

    private void content(ObjectNode delta) {
        events.add(new Event(chunk(delta, null).toString(), true));
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String finish) {
        var chunk = envelope("chat.completion.chunk");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .putNull("logprobs")
                .set("delta", delta);
        if (wantsUsage) {
            chunk.putNull("usage");
        }
        if (script.is(Switch.OBFUSCATION)
                && request.path("stream_options").path("include_obfuscation").asBoolean(true)) {
            chunk.put("obfuscation", "x".repeat(events.size() % 5));
        }
        return chunk;
    }

    private ObjectNode envelope(String object) {
        return Json.object()
                .put("id", "chatcmpl-sim-" + number)
                .put("object", object)
                .put("created", 1_790_000_000L + number)
                .put("model", request.path("model").asText())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_sim");
    }

    ObjectNode whole(ModelReply reply) {
        var body = envelope("chat.completion");
        var choice = body.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        message.put("content", reply.say().isEmpty() ? null : reply.say()).putNull("refusal");
        if (!reply.calls().isEmpty()) {
            calls(message.putArray("tool_calls"), reply);
        }
        choice.putNull("logprobs").put("finish_reason", finish(reply));
        body.set("usage", usage(reply));
        return body;
    }

    private void calls(ArrayNode list, ModelReply reply) {
        for (int i = 0; i < reply.calls().size(); i++) {
            var call = reply.calls().get(i);
            list.addObject()
                    .put("id", id(i))
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.tool())
                    .put("arguments", call.arguments());
        }
    }

    private ObjectNode usage(ModelReply reply) {
        int asked = 0;
        for (var message : request.path("messages")) {
            asked += Tokens.words(ChatQuestion.text(message.path("content")));
        }
        int answered = Tokens.words(reply.say());
        for (var call : reply.calls()) {
            answered += Tokens.pieces(call.arguments()).size();
        }
        var usage =
                Json.object()
                        .put("prompt_tokens", asked)
                        .put("completion_tokens", answered)
                        .put("total_tokens", asked + answered);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", script.is(Switch.REASONING) ? Tokens.words(THOUGHT) : 0)
                .put("audio_tokens", 0);
        return usage;
    }
}
