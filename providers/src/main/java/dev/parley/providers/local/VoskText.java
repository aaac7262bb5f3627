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

    /// The guesses of an answer with alternatives; of one without, its only text.
    static List<Guess> guesses(String json) {
        try {
            var answer = JSON.readTree(json);
            List<Guess> guesses = new ArrayList<>();
            for (var guess : answer.path("alternatives")) {
                guesses.add(
                        new Guess(
                                guess.path("text").asText().strip(),
                                guess.path("confidence").asDouble()));
            }
            return guesses.isEmpty()
                    ? List.of(new Guess(answer.path("text").asText().strip(), 0))
                    : guesses;
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
