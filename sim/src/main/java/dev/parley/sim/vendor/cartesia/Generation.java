package dev.parley.sim.vendor.cartesia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.hear.Coding;
import java.util.Optional;
import java.util.Set;

/// A generation request: what it must be, and what of it must not change within a context.
record Generation(ObjectNode json, String version) {
    private static final Set<String> KNOWN =
            Set.of(
                    "model_id",
                    "context_id",
                    "transcript",
                    "continue",
                    "flush",
                    "voice",
                    "language",
                    "locale",
                    "normalization",
                    "output_format",
                    "add_timestamps",
                    "add_phoneme_timestamps",
                    "use_normalized_timestamps",
                    "max_buffer_delay_ms",
                    "generation_config",
                    "speed",
                    "pronunciation_dict_id",
                    "duration",
                    "cancel");
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 22_050, 24_000, 44_100, 48_000);
    private static final Set<String> SUNSETTED =
            Set.of("sonic", "sonic-english", "sonic-multilingual");
    private static final String NEWEST = "2026-08-14";

    Optional<CartesiaProblem> problem() {
        for (var field : json.properties()) {
            if (!KNOWN.contains(field.getKey())) {
                return invalid("unknown field: " + field.getKey());
            }
        }
        for (var name : new String[] {"model_id", "transcript"}) {
            if (!json.path(name).isTextual()) {
                return invalid(name + ": required, a string");
            }
        }
        if (!contextId().matches("[A-Za-z0-9_-]{1,200}")) {
            return invalid("context_id: required, of letters, digits, _ and -");
        }
        return model().or(this::voice).or(this::format).or(this::options);
    }

    private Optional<CartesiaProblem> model() {
        var model = json.path("model_id").asText();
        if (SUNSETTED.contains(model)) {
            return Optional.of(
                    new CartesiaProblem(
                            400,
                            "model_sunsetted",
                            "Model no longer available",
                            "The model " + model + " has been sunsetted."));
        }
        return model.startsWith("sonic-")
                ? Optional.empty()
                : Optional.of(
                        new CartesiaProblem(
                                404, "model_not_found", "Model not found", "No model " + model));
    }

    private Optional<CartesiaProblem> voice() {
        var voice = json.path("voice");
        if (voice.isTextual() && version.equals(NEWEST)) {
            return Optional.empty();
        }
        if (!voice.path("id").isTextual()) {
            return invalid("voice: required, with an id");
        }
        return version.equals(NEWEST) || voice.path("mode").asText().equals("id")
                ? Optional.empty()
                : invalid("voice.mode: expected \"id\"");
    }

    private Optional<CartesiaProblem> format() {
        var format = json.path("output_format");
        if (!format.path("container").asText().equals("raw")) {
            return invalid("output_format.container: only raw over a WebSocket");
        }
        if (!format.path("encoding").asText().startsWith("pcm_")
                || Coding.named(format.path("encoding").asText()).isEmpty()) {
            return invalid("output_format.encoding: unsupported");
        }
        return RATES.contains(format.path("sample_rate").asInt())
                ? Optional.empty()
                : invalid("output_format.sample_rate: unsupported");
    }

    private Optional<CartesiaProblem> options() {
        if (json.has("language") && json.has("locale")) {
            return invalid("language and locale exclude each other");
        }
        if (json.has("locale") && !version.equals(NEWEST)) {
            return invalid("locale: unknown before version " + NEWEST);
        }
        for (var name :
                new String[] {"continue", "flush", "add_timestamps", "add_phoneme_timestamps"}) {
            if (json.has(name) && !json.path(name).isBoolean()) {
                return invalid(name + ": expected true or false");
            }
        }
        if (json.path("max_buffer_delay_ms").asInt() < 0
                || json.path("max_buffer_delay_ms").asInt() > 5_000) {
            return invalid("max_buffer_delay_ms: expected 0 to 5000");
        }
        return range(json.path("generation_config"), "speed", 0.6, 1.5)
                .or(() -> range(json.path("generation_config"), "volume", 0.5, 2));
    }

    private static Optional<CartesiaProblem> range(
            JsonNode config, String name, double min, double max) {
        var value = config.path(name);
        return value.isMissingNode()
                        || (value.isNumber() && value.asDouble() >= min && value.asDouble() <= max)
                ? Optional.empty()
                : invalid(
                        "generation_config.%s: expected a number from %s to %s"
                                .formatted(name, min, max));
    }

    private static Optional<CartesiaProblem> invalid(String message) {
        return Optional.of(CartesiaProblem.invalid(message));
    }

    String contextId() {
        return json.path("context_id").asText();
    }

    String transcript() {
        return json.path("transcript").asText();
    }

    boolean goesOn() {
        return json.path("continue").asBoolean();
    }

    boolean flushes() {
        return json.path("flush").asBoolean();
    }

    boolean wantsWords() {
        return json.path("add_timestamps").asBoolean();
    }

    int bufferMillis() {
        return json.path("max_buffer_delay_ms").asInt(3_000);
    }

    Coding coding() {
        return Coding.named(json.path("output_format").path("encoding").asText())
                .orElseThrow(() -> new IllegalStateException("checked before"));
    }

    int rate() {
        return json.path("output_format").path("sample_rate").asInt();
    }

    /// What all messages of a context must have in common.
    ObjectNode fixed() {
        return json.deepCopy().without(Set.of("transcript", "continue", "flush", "duration"));
    }
}
