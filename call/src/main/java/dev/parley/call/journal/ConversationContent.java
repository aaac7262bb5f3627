package dev.parley.call.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Machine;
import dev.parley.call.conversation.Machines;
import dev.parley.call.conversation.Phrases;
import dev.parley.dialog.Dialogue;

/// What a conversation is made of besides its dialogue, and the conversations made of it. Its JSON
/// is canonical: the same settings give the same text. Immutable.
public record ConversationContent(ConversationSettings settings, Phrases phrases)
        implements Machines {
    /// Durations as in ISO 8601, keys in order.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    @Override
    public Machine around(Dialogue dialogue) {
        return new Conversation(settings, phrases, dialogue);
    }

    @Override
    public String content() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are plain values", e);
        }
    }

    /// Reads what [#content] wrote, in this version or an earlier one: what that did not know yet
    /// has its default, what this does not know any more is passed over.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static ConversationContent read(String content) {
        var defaults = new ConversationContent(ConversationSettings.defaults(), Phrases.english());
        try {
            JsonNode all = JSON.valueToTree(defaults);
            lay(JSON.readTree(content), all);
            return JSON.treeToValue(all, ConversationContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected the settings of a conversation as JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    /// Lays one tree over another.
    private static void lay(JsonNode from, JsonNode over) {
        for (var field : from.properties()) {
            var under = over.get(field.getKey());
            if (under != null && under.isObject() && field.getValue().isObject()) {
                lay(field.getValue(), under);
            } else if (over instanceof ObjectNode object) {
                object.set(field.getKey(), field.getValue());
            }
        }
    }
}
