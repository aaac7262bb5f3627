package dev.parley.dialog.talk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The arguments a model wrote for a tool. They are what the model made of what a caller said, so
/// nothing about them is trusted: bounded, an object, no nulls; the runner of tools checks names
/// and types.
final class WishedCall {
    /// Longer arguments are none of a spoken conversation.
    static final int MAX_CHARS = 8_000;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(20)
                                                    .maxNumberLength(40)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private static final JsonMapper ESCAPED = escaped();

    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    private WishedCall() {}

    private static JsonMapper escaped() {
        var mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                        .build())
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build();
        mapper.getFactory().setCharacterEscapes(new Signs());
        return mapper;
    }

    /// Of the plain signs, those that no value of a spoken conversation needs.
    private static final class Signs extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int[] ESCAPES = escapes();

        private static int[] escapes() {
            int[] escapes = standardAsciiEscapesForJSON();
            for (char sign : "<>|[]{}#`~^_".toCharArray()) {
                escapes[sign] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return escapes;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ESCAPES.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int sign) {
            return null;
        }
    }

    /// Empty if it is no object of plain values.
    static Optional<Map<String, Object>> arguments(String json) {
        if (json.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(json);
            return node == null || !node.isObject() || hasNull(node)
                    ? Optional.empty()
                    : Optional.of(JSON.convertValue(node, PLAIN));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static boolean hasNull(JsonNode node) {
        if (node.isNull()) {
            return true;
        }
        for (var child : node) {
            if (hasNull(child)) {
                return true;
            }
        }
        return false;
    }

    /// Arguments as a model sees them again in the history: in strings, all that could begin a role
    /// of a model's chat format or hide text is escaped.
    static String again(Map<String, Object> arguments) {
        try {
            return ESCAPED.writeValueAsString(arguments);
        } catch (JsonProcessingException _) {
            return "{}";
        }
    }

    /// What a tool came back with, as a model sees it: data, at most so many characters, in the
    /// same order in every run, so that a replayed call asks the same.
    static String outcome(Object value, int maxChars) {
        String json;
        try {
            json = JSON.writeValueAsString(value);
        } catch (JsonProcessingException _) {
            return "{\"status\":\"unreadable\"}";
        }
        if (json.length() <= maxChars) {
            return json;
        }
        var node = JSON.createObjectNode().put("status", "shortened");
        int end = Character.isHighSurrogate(json.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return node.put("beginning", json.substring(0, end)).toString();
    }
}
