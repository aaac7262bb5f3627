package dev.parley.providers.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Messages as no vendor should send them, made of real ones: values of other types and sizes,
/// fields left out, bytes changed, cut and repeated, and noise. The same seed makes the same ones.
public final class Mutation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1",
                    "0.5",
                    "1e308",
                    "-1e308",
                    "9223372036854775807",
                    "99999999999999999999999",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0000\\ud83d\"",
                    "\"" + "a ".repeat(400) + "\"",
                    "[]",
                    "{}",
                    "[[[[[[[[[[1]]]]]]]]]]",
                    "{\"a\":{\"b\":{\"c\":[]}}}");

    private final SplittableRandom random;
    private final List<String> real;

    public Mutation(long seed, List<String> real) {
        this.random = new SplittableRandom(seed);
        this.real = List.copyOf(real);
    }

    /// One of several, for whoever plays along.
    public int choice(int of) {
        return random.nextInt(of);
    }

    /// The next message.
    public String text() {
        var message = real.get(random.nextInt(real.size()));
        return switch (random.nextInt(20)) {
            case 0 -> message;
            case 1, 2 -> new String(changed(message), StandardCharsets.UTF_8);
            case 3 -> new String(noise(200), StandardCharsets.UTF_8);
            default -> json(message);
        };
    }

    /// Bytes without a meaning, at most so many.
    public byte[] noise(int most) {
        var bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] changed(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = twice(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] twice(byte[] bytes, int from) {
        var longer = Arrays.copyOf(bytes, 2 * bytes.length - from);
        System.arraycopy(bytes, from, longer, bytes.length, bytes.length - from);
        return longer;
    }

    private String json(String message) {
        try {
            var root = JSON.readTree(message);
            for (int i = random.nextInt(3); i >= 0; i--) {
                change(root);
            }
            return root.toString();
        } catch (JsonProcessingException _) {
            return message; // no JSON, as "[DONE]"
        }
    }

    private void change(JsonNode root) {
        var node = root;
        while (true) {
            int size = node.size();
            if (size == 0) {
                return;
            }
            int at = random.nextInt(size);
            var child = child(node, at);
            if (child.isContainerNode() && !child.isEmpty() && random.nextInt(4) > 0) {
                node = child;
                continue;
            }
            replace(node, at);
            return;
        }
    }

    private static JsonNode child(JsonNode node, int at) {
        return node.isArray() ? node.get(at) : node.get(names(node).get(at));
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void replace(JsonNode parent, int at) {
        var odd = odd();
        boolean removes = random.nextInt(4) == 0;
        switch (parent) {
            case ArrayNode list -> {
                if (removes) {
                    list.remove(at);
                } else {
                    list.set(at, odd);
                }
            }
            case ObjectNode object -> {
                var name = names(object).get(at);
                if (removes) {
                    object.remove(name);
                } else {
                    object.set(name, odd);
                }
            }
            default -> throw new IllegalStateException("expected a container");
        }
    }

    private JsonNode odd() {
        try {
            return JSON.readTree(ODD.get(random.nextInt(ODD.size())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
