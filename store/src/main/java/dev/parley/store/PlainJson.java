package dev.parley.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.compliance.Sensitive;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plain values as JSON that PostgreSQL accepts: text without NUL and without halves of surrogate
/// pairs, which `jsonb` and `text` refuse (PostgreSQL manual 8.14).
final class PlainJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainJson() {}

    /// Maps, lists, numbers, booleans and strings as they are, keys in order; dates and everything
    /// else by their text. A sensitive value inside is revealed: whoever keeps it knows it is one.
    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Sensitive<?> sensitive -> of(sensitive.reveal());
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, @Nullable Object>();
                map.forEach((key, item) -> sorted.put(clean(String.valueOf(key)), item));
                var node = NODES.objectNode();
                sorted.forEach((key, item) -> node.set(key, of(item)));
                yield node;
            }
            case Iterable<?> list -> {
                var node = NODES.arrayNode();
                list.forEach(item -> node.add(of(item)));
                yield node;
            }
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number when Double.isFinite(number) -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            default -> NODES.textNode(clean(String.valueOf(value)));
        };
    }

    /// The way back, for what [#of] wrote.
    static Map<String, Object> map(JsonNode node) {
        var map = new TreeMap<String, Object>();
        node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> node.valueStream().map(PlainJson::value).toList();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case STRING -> node.textValue();
            case NULL, MISSING, POJO, BINARY -> "null";
        };
    }

    /// `json` as PostgreSQL accepts it; what is not JSON becomes a JSON string.
    static String accepted(String json) {
        try {
            return of(JSON.treeToValue(JSON.readTree(json), Object.class)).toString();
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return of(json).toString();
        }
    }

    /// Text without what PostgreSQL refuses; each such character becomes U+FFFD.
    static String clean(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
