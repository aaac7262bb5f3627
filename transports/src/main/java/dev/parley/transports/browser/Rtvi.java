package dev.parley.transports.browser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The envelope of RTVI: `{"label":"rtvi-ai","type":T,"id":ID?,"data":D?}`. Source: RTVI standard
/// 2.2.0, as Pipecat 1.14 speaks it.
final class Rtvi {
    static final String LABEL = "rtvi-ai";

    /// The version we speak.
    static final String VERSION = "2.2.0";

    static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(32)
                                                    .maxStringLength(2 << 20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Rtvi() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A message as it goes over the wire; what is null is left out.
    static String message(String type, @Nullable String id, @Nullable JsonNode data) {
        var message = object().put("label", LABEL).put("type", type);
        if (id != null) {
            message.put("id", id);
        }
        if (data != null) {
            message.set("data", data);
        }
        return write(message);
    }

    static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// Values of tools and notes as JSON: maps, lists, numbers and truth values as they are, all
    /// else as its text.
    static JsonNode tree(@Nullable Object value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case Map<?, ?> map -> {
                var object = object();
                new TreeMap<Object, Object>(map)
                        .forEach((key, its) -> object.set(String.valueOf(key), tree(its)));
                yield object;
            }
            case Iterable<?> list -> {
                var array = nodes.arrayNode();
                list.forEach(its -> array.add(tree(its)));
                yield array;
            }
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            default -> nodes.textNode(String.valueOf(value));
        };
    }
}
