package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Frame;
import dev.parley.sim.vendor.host.Json;
import java.util.Base64;
import java.util.List;

/// The events of one Realtime response, as the vendor's guide shows them. Of the thread that pours
/// it.
final class ResponseEvents {
    private final RealtimeLine line;
    private final String id;
    private final JsonNode metadata;

    /// @param id of the response
    /// @param metadata the client's own
    ResponseEvents(RealtimeLine line, String id, JsonNode metadata) {
        this.line = line;
        this.id = id;
        this.metadata = metadata;
    }

    Frame created() {
        return frame(line.event("response.created").set("response", response("in_progress")));
    }

    /// A response as it stands.
    private ObjectNode response(String status) {
        var response =
                Json.object()
                        .put("id", id)
                        .put("object", "realtime.response")
                        .put("status", status);
        response.putNull("status_details");
        response.putArray("output");
        response.putArray("output_modalities").add("audio");
        response.put("conversation_id", "conv_sim").put("max_output_tokens", "inf");
        response.putNull("usage");
        if (metadata.isObject()) {
            response.set("metadata", metadata);
        } else {
            response.putNull("metadata");
        }
        return response;
    }

    // Items.

    List<Frame> opened(RealtimeItem item, int index) {
        return List.of(
                frame(
                        line.event("response.output_item.added")
                                .put("response_id", id)
                                .put("output_index", index)
                                .set("item", item.shown("in_progress"))),
                frame(
                        line.event("conversation.item.added")
                                .set("item", item.shown("in_progress"))));
    }

    List<Frame> closed(RealtimeItem item, int index, boolean isWhole) {
        var status = isWhole ? "completed" : "incomplete";
        return List.of(
                frame(line.event("conversation.item.done").set("item", item.shown(status))),
                frame(
                        line.event("response.output_item.done")
                                .put("response_id", id)
                                .put("output_index", index)
                                .set("item", item.shown(status))));
    }

    // Sound and words.

    Frame partOpened(RealtimeItem item) {
        return frame(part("response.content_part.added", item));
    }

    Frame sound(RealtimeItem item, byte[] bytes) {
        return frame(
                content("response.output_audio.delta", item)
                        .put("delta", Base64.getEncoder().encodeToString(bytes)));
    }

    Frame words(RealtimeItem item, String delta) {
        return frame(content("response.output_audio_transcript.delta", item).put("delta", delta));
    }

    List<Frame> partClosed(RealtimeItem item, String transcript) {
        return List.of(
                frame(content("response.output_audio.done", item)),
                frame(
                        content("response.output_audio_transcript.done", item)
                                .put("transcript", transcript)),
                frame(part("response.content_part.done", item)));
    }

    private ObjectNode part(String type, RealtimeItem item) {
        var event = content(type, item);
        event.putObject("part").put("type", "audio").put("transcript", "");
        return event;
    }

    // Calls of tools.

    Frame argumentsDelta(RealtimeItem call, int index, String delta) {
        return frame(
                content("response.function_call_arguments.delta", call)
                        .put("output_index", index)
                        .put("call_id", call.callId())
                        .put("delta", delta));
    }

    Frame argumentsDone(RealtimeItem call, int index) {
        return frame(
                content("response.function_call_arguments.done", call)
                        .put("output_index", index)
                        .put("call_id", call.callId())
                        .put("name", call.text("name"))
                        .put("arguments", call.text("arguments")));
    }

    private ObjectNode content(String type, RealtimeItem item) {
        return line.event(type)
                .put("response_id", id)
                .put("item_id", item.id())
                .put("output_index", 0)
                .put("content_index", 0);
    }

    // Ends.

    Frame failed(String code) {
        var response = response("failed");
        response.putObject("status_details")
                .put("type", "failed")
                .putObject("error")
                .put("type", code.equals("server_error") ? code : "rate_limit_error")
                .put("code", code);
        return done(response);
    }

    Frame completed(Made made) {
        return ended(response("completed"), made);
    }

    Frame cancelled(String reason, Made made) {
        return ended(response("cancelled"), "cancelled", reason, made);
    }

    Frame incomplete(String reason, Made made) {
        return ended(response("incomplete"), "incomplete", reason, made);
    }

    private Frame ended(ObjectNode response, String type, String reason, Made made) {
        response.putObject("status_details").put("type", type).put("reason", reason);
        return ended(response, made);
    }

    private Frame ended(ObjectNode response, Made made) {
        var output = response.putArray("output");
        made.items().forEach(item -> output.add(item.shown("completed")));
        usage(response.putObject("usage"), made);
        return done(response);
    }

    private Frame done(ObjectNode response) {
        return frame(line.event("response.done").set("response", response));
    }

    /// What there is of a response at its end.
    ///
    /// @param soundMillis that were sent
    /// @param words that were to be said
    record Made(List<RealtimeItem> items, long soundMillis, int words) {}

    private static void usage(ObjectNode usage, Made made) {
        long sound = made.soundMillis() / 50;
        int words = made.words();
        usage.put("total_tokens", 100 + sound + words)
                .put("input_tokens", 100)
                .put("output_tokens", sound + words);
        usage.putObject("input_token_details")
                .put("text_tokens", 60)
                .put("audio_tokens", 40)
                .put("image_tokens", 0)
                .put("cached_tokens", 16)
                .putObject("cached_tokens_details")
                .put("text_tokens", 16)
                .put("audio_tokens", 0);
        usage.putObject("output_token_details")
                .put("text_tokens", words)
                .put("audio_tokens", sound);
    }

    Frame rateLimits() {
        var event = line.event("rate_limits.updated");
        event.putArray("rate_limits")
                .addObject()
                .put("name", "requests")
                .put("limit", 1000)
                .put("remaining", 999)
                .put("reset_seconds", 0.06);
        return frame(event);
    }

    private static Frame frame(JsonNode event) {
        return new Frame.Text(event.toString());
    }
}
