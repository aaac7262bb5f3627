package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.script.ModelQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The items of a Realtime conversation, and what a client may do with them. Of the thread of the
/// connection.
final class RealtimeConversation {
    private final RealtimeLine line;
    private final List<RealtimeItem> items = new ArrayList<>();

    RealtimeConversation(RealtimeLine line) {
        this.line = line;
    }

    /// The id of the last item.
    @Nullable String last() {
        return items.isEmpty() ? null : items.getLast().id();
    }

    private Optional<RealtimeItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /// Puts a whole item at the end and tells the client.
    void add(RealtimeItem item) throws IOException {
        var before = last();
        items.add(item);
        for (var type : List.of("conversation.item.added", "conversation.item.done")) {
            line.send(
                    type,
                    event ->
                            event.put("previous_item_id", before)
                                    .set("item", item.shown("completed")));
        }
    }

    /// The items of an answer, which tells of them itself.
    void answered(List<RealtimeItem> answer) {
        items.addAll(answer);
    }

    // What the client asks for.

    Optional<Problem> create(ObjectNode json) throws IOException {
        if (!(json.path("item") instanceof ObjectNode item)) {
            return Optional.of(Problem.missing("item"));
        }
        var id = item.path("id").asText("");
        if (id.length() > 32 || (!id.isEmpty() && item(id).isPresent())) {
            return invalid("item.id", "a new id of at most 32 characters");
        }
        var before = json.path("previous_item_id").asText("root");
        if (!before.equals("root") && item(before).isEmpty()) {
            return invalid("previous_item_id", "the id of an item");
        }
        var problem =
                switch (item.path("type").asText()) {
                    case "message" -> message(item);
                    case "function_call" ->
                            item.path("call_id").asText().isEmpty()
                                            || item.path("name").asText().isEmpty()
                                            || !item.path("arguments").isTextual()
                                    ? invalid("item", "call_id, name and arguments")
                                    : Optional.<Problem>empty();
                    case "function_call_output" -> output(item);
                    default -> invalid("item.type", "message, function_call or its output");
                };
        if (problem.isEmpty()) {
            add(new RealtimeItem(id.isEmpty() ? line.id("item") : id, item.deepCopy()));
        }
        return problem;
    }

    private static Optional<Problem> message(ObjectNode item) {
        var allowed =
                switch (item.path("role").asText()) {
                    case "system" -> Set.of("input_text");
                    case "user" -> Set.of("input_text", "input_audio");
                    case "assistant" -> Set.of("output_text", "output_audio");
                    default -> Set.<String>of();
                };
        for (var part : item.path("content")) {
            var type = part.path("type").asText();
            if (!allowed.contains(type)) {
                return invalid("item.content[].type", "one of " + allowed);
            }
            if (type.endsWith("_text") && !part.path("text").isTextual()) {
                return invalid("item.content[].text", "a text");
            }
        }
        return item.path("content").isEmpty()
                ? invalid("item.content", "at least one part")
                : Optional.empty();
    }

    private Optional<Problem> output(ObjectNode item) {
        boolean isKnown = call(item.path("call_id").asText()).isPresent();
        return isKnown && item.path("output").isTextual()
                ? Optional.empty()
                : invalid("item.call_id", "the id of a call, and an output");
    }

    private Optional<RealtimeItem> call(String callId) {
        return items.stream()
                .filter(item -> item.type().equals("function_call") && item.callId().equals(callId))
                .findFirst();
    }

    Optional<Problem> truncate(ObjectNode json) throws IOException {
        var id = json.path("item_id").asText();
        var cut = item(id).filter(item -> item.soundMillis() >= 0).orElse(null);
        long millis = json.path("audio_end_ms").asLong(-1);
        if (cut == null) {
            return invalid("item_id", "an item of the assistant with sound");
        }
        if (json.path("content_index").asInt(-1) != 0) {
            return invalid("content_index", "0");
        }
        if (millis < 0 || millis > cut.soundMillis()) {
            return invalid("audio_end_ms", "0 to " + cut.soundMillis());
        }
        line.send(
                "conversation.item.truncated",
                event ->
                        event.put("item_id", id)
                                .put("content_index", 0)
                                .put("audio_end_ms", millis));
        return Optional.empty();
    }

    Optional<Problem> delete(ObjectNode json) throws IOException {
        var id = json.path("item_id").asText();
        if (!items.removeIf(item -> item.id().equals(id))) {
            return unknownItem("item_delete_invalid_item_id");
        }
        line.send("conversation.item.deleted", event -> event.put("item_id", id));
        return Optional.empty();
    }

    Optional<Problem> retrieve(ObjectNode json) throws IOException {
        var found = item(json.path("item_id").asText());
        if (found.isEmpty()) {
            return unknownItem("item_retrieve_invalid_item_id");
        }
        line.send(
                "conversation.item.retrieved",
                event -> event.set("item", found.get().shown("completed")));
        return Optional.empty();
    }

    private static Optional<Problem> unknownItem(String code) {
        return Optional.of(Problem.invalid("No such item.", "item_id", code));
    }

    private static Optional<Problem> invalid(String param, String expected) {
        return Optional.of(
                Problem.invalid(
                        "Invalid value: '%s'. Expected %s.".formatted(param, expected),
                        param,
                        "invalid_value"));
    }

    // What the script's model is asked.

    long turns() {
        return items.stream().filter(item -> item.role().equals("user")).count();
    }

    /// An instruction for one answer stands in the place of what the user said.
    ModelQuestion question(String instruction, String model) {
        var user =
                items.stream()
                        .filter(item -> item.role().equals("user"))
                        .reduce((_, later) -> later)
                        .map(RealtimeItem::words)
                        .orElse("");
        var said = instruction.isEmpty() ? user : instruction;
        var lastItem = items.isEmpty() ? null : items.getLast();
        if (lastItem == null || !lastItem.type().equals("function_call_output")) {
            return new ModelQuestion((int) turns(), said, "", "", model);
        }
        var tool = call(lastItem.callId()).map(item -> item.text("name")).orElse("");
        return new ModelQuestion((int) turns(), said, tool, lastItem.text("output"), model);
    }
}
