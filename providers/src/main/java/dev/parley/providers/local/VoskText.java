package dev.parley.providers.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/// The JSON that Vosk takes and gives, as plain words.
final class VoskText {
    static final String UNKNOWN = "[unk]";
    private static final ObjectMapper JSON = new ObjectMapper();

    private VoskText() {}

    /// The words of one field of an answer; [#UNKNOWN] stands for a sound outside the grammar.
    static String of(String json, String field) {
        try {
            return JSON.readTree(json).path(field).asText().strip();
        } catch (JsonProcessingException odd) {
            throw new IllegalStateException("expected JSON from Vosk", odd);
        }
    }

    /// A grammar: its phrases, and a way out for everything else.
    static String grammar(List<String> phrases) {
        List<String> all = new ArrayList<>(phrases);
        all.add(UNKNOWN);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException odd) {
            throw new IllegalStateException("phrases that cannot be written as JSON", odd);
        }
    }
}
