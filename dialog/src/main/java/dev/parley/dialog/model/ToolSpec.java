package dev.parley.dialog.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/// A tool as a model sees it.
///
/// @param name 1 to 64 of letters, digits, `_` and `-`: what all providers take
/// @param description for the model; may be empty
/// @param schemaJson the JSON Schema of its arguments, a JSON object
public record ToolSpec(String name, String description, String schemaJson) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    public ToolSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a tool's name of 1 to 64 letters, digits, _ and -, got \""
                            + name
                            + "\"");
        }
        if (!isObject(schemaJson)) {
            throw new IllegalArgumentException(
                    "tool \"" + name + "\": expected a JSON object as the schema of its arguments");
        }
    }

    private static boolean isObject(String json) {
        try {
            var node = JSON.readTree(json);
            return node != null && node.isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }
}
