package dev.parley.call.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Plain values (strings, numbers, booleans, lists and maps of them) as JSON that keeps their types
/// apart: a dialogue that compares an `int` with a `long` must do so in a replay too. Texts,
/// booleans and `int`s are themselves; every other number is `{"#long": "7"}`. Keys are in order,
/// because maps have none. Anything else is kept by its text.
final class PlainValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MARK = "#";

    private PlainValues() {}

    static JsonNode write(Object value) {
        return switch (value) {
            case String text -> NODES.textNode(clean(text));
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> marked("long", number);
            case Short number -> marked("short", number);
            case Float number -> marked("float", number);
            case Double number -> marked("double", number);
            case BigDecimal number -> marked("decimal", number);
            case BigInteger number -> marked("integer", number);
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, JsonNode>();
                map.forEach((key, item) -> sorted.put(clean(String.valueOf(key)), write(item)));
                var node = NODES.objectNode();
                sorted.forEach(node::set);
                yield node;
            }
            case Iterable<?> list -> {
                var node = NODES.arrayNode();
                list.forEach(item -> node.add(write(item)));
                yield node;
            }
            default -> NODES.textNode(clean(value.toString()));
        };
    }

    /// The way back; maps keep the order of their keys.
    static Object read(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.intValue();
            case ARRAY -> node.valueStream().map(PlainValues::read).toList();
            case OBJECT -> isMarked(node) ? number(node) : map(node);
            case NULL, MISSING, POJO, BINARY ->
                    throw new IllegalArgumentException("expected a plain value");
        };
    }

    static Map<String, Object> map(JsonNode node) {
        var map = new LinkedHashMap<String, Object>();
        node.properties().forEach(field -> map.put(field.getKey(), read(field.getValue())));
        return Collections.unmodifiableMap(map);
    }

    /// Text without halves of surrogate pairs, which no file can hold; each becomes U+FFFD.
    static String clean(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static JsonNode marked(String type, Number number) {
        return NODES.objectNode().put(MARK + type, number.toString());
    }

    private static boolean isMarked(JsonNode node) {
        Iterator<String> names = node.fieldNames();
        return node.size() == 1 && names.next().startsWith(MARK);
    }

    private static Number number(JsonNode node) {
        var field = List.copyOf(node.properties()).getFirst();
        var text = field.getValue().asText();
        return switch (field.getKey()) {
            case MARK + "long" -> Long.valueOf(text);
            case MARK + "short" -> Short.valueOf(text);
            case MARK + "float" -> Float.valueOf(text);
            case MARK + "double" -> Double.valueOf(text);
            case MARK + "decimal" -> new BigDecimal(text);
            case MARK + "integer" -> new BigInteger(text);
            default -> throw new IllegalArgumentException("expected a type of number");
        };
    }
}
