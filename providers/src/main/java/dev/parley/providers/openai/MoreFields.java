package dev.parley.providers.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What an operator adds to every request, for servers that know more than the protocol: a JSON
/// object, such as `{"lang_code": "b"}`.
public record MoreFields(String json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final MoreFields NONE = new MoreFields("{}");

    public MoreFields {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JacksonException _) {
            node = null;
        }
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException(
                    "setting \"fields\": expected a JSON object such as {\"lang_code\": \"b\"}");
        }
    }

    ObjectNode node() {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }
}
