package dev.parley.sim.vendor.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads a [VendorScript] strictly: an unknown key or a wrong shape is refused with its place.
final class ScriptReader {
    private static final YAMLMapper YAML = new YAMLMapper();

    VendorScript read(String yaml) {
        var root = tree(yaml);
        only(
                root,
                "script",
                Set.of(
                        "keys",
                        "models",
                        "model",
                        "hears",
                        "voice",
                        "delays",
                        "switches",
                        "limits"));
        var script = VendorScript.usual();
        for (var key : root.path("keys").properties()) {
            script = script.withKey(key.getKey(), key.getValue().asText());
        }
        script = script.withModels(texts(root.path("models"), "models").toArray(String[]::new));
        script = script.with(new ScriptedModel(entries(root.path("model"))));
        script = script.with(hearing(root.path("hears")));
        script = script.with(voice(root.path("voice")));
        for (var delay : root.path("delays").properties()) {
            var name = Kebab.parse(Delay.class, delay.getKey(), "delays");
            script = script.with(name, time(delay.getValue(), "delays." + delay.getKey()));
        }
        for (var one : root.path("switches").properties()) {
            if (!one.getValue().isBoolean()) {
                throw wrong("switches." + one.getKey(), "true or false", one.getValue());
            }
            var name = Kebab.parse(Switch.class, one.getKey(), "switches");
            script = script.with(name, one.getValue().booleanValue());
        }
        for (var limit : root.path("limits").properties()) {
            var name = Kebab.parse(Limit.class, limit.getKey(), "limits");
            script = script.with(name, number(limit.getValue(), "limits." + limit.getKey()));
        }
        return script;
    }

    private static JsonNode tree(String yaml) {
        try {
            var tree = YAML.readTree(yaml);
            return tree.isMissingNode() || tree.isNull() ? YAML.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static List<ScriptedModel.Entry> entries(JsonNode model) {
        List<ScriptedModel.Entry> entries = new ArrayList<>();
        for (var entry : list(model, "model")) {
            var place = "model[" + entries.size() + "]";
            only(entry, place, Set.of("turn", "when", "after-tool", "say", "call", "finish"));
            if (!entry.has("say") && !entry.has("call")) {
                throw wrong(place, "\"say\", \"call\" or both", entry);
            }
            entries.add(
                    new ScriptedModel.Entry(
                            entry.has("turn") ? number(entry.path("turn"), place + ".turn") : 0,
                            pattern(entry.path("when"), place + ".when"),
                            entry.has("after-tool") ? entry.path("after-tool").asText() : null,
                            new ModelReply(
                                    entry.path("say").asText(""),
                                    calls(entry.path("call"), place + ".call"),
                                    entry.path("finish").asText(""))));
        }
        return entries;
    }

    /// Words to be found in any case, or an expression between slashes.
    private static @Nullable Pattern pattern(JsonNode when, String place) {
        if (when.isMissingNode()) {
            return null;
        }
        var text = when.asText();
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        try {
            return text.length() > 2 && text.startsWith("/") && text.endsWith("/")
                    ? Pattern.compile(text.substring(1, text.length() - 1), flags)
                    : Pattern.compile(text, flags | Pattern.LITERAL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static List<ModelReply.Call> calls(JsonNode calls, String place) {
        List<ModelReply.Call> found = new ArrayList<>();
        for (var call : list(calls, place)) {
            only(call, place, Set.of("tool", "arguments"));
            if (!call.path("tool").isTextual()) {
                throw wrong(place, "the name of a tool", call);
            }
            var arguments = call.path("arguments");
            found.add(
                    new ModelReply.Call(
                            call.path("tool").asText(),
                            arguments.isTextual()
                                    ? arguments.asText()
                                    : arguments.isMissingNode() ? "{}" : arguments.toString()));
        }
        return found;
    }

    private static Hearing hearing(JsonNode hears) {
        only(hears, "hears", Set.of("by", "millis-per-word", "utterances"));
        List<Utterance> utterances = new ArrayList<>();
        for (var node : list(hears.path("utterances"), "hears.utterances")) {
            utterances.add(utterance(node, "hears.utterances[" + utterances.size() + "]"));
        }
        return switch (hears.path("by").asText("order")) {
            case "order" -> new Hearing.InOrder(utterances);
            case "tone" ->
                    new Hearing.ByTone(
                            utterances,
                            hears.has("millis-per-word")
                                    ? number(hears.path("millis-per-word"), "hears.millis-per-word")
                                    : 300);
            default -> throw wrong("hears.by", "order or tone", hears.path("by"));
        };
    }

    private static Utterance utterance(JsonNode node, String place) {
        if (node.isTextual()) {
            return Utterance.of(node.asText());
        }
        only(node, place, Set.of("say", "partials", "confidence", "resumes"));
        return new Utterance(
                node.path("say").asText(""),
                texts(node.path("partials"), place + ".partials"),
                node.path("confidence").asDouble(0.98),
                node.path("resumes").asBoolean(false));
    }

    private static VoiceFunction voice(JsonNode voice) {
        only(voice, "voice", Set.of("sound", "millis-per-character", "hertz"));
        var usual = ToneVoice.usual();
        return new ToneVoice(
                voice.has("sound")
                        ? Kebab.parse(
                                ToneVoice.Kind.class, voice.path("sound").asText(), "voice.sound")
                        : usual.kind(),
                voice.has("millis-per-character")
                        ? number(voice.path("millis-per-character"), "voice.millis-per-character")
                        : usual.millisPerCharacter(),
                voice.has("hertz") ? number(voice.path("hertz"), "voice.hertz") : usual.hertz());
    }

    private static Duration time(JsonNode node, String place) {
        var text = node.asText().toLowerCase(Locale.ROOT).strip();
        if (text.matches("\\d{1,9}ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.matches("\\d{1,6}s")) {
            return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        throw wrong(place, "a time as 50ms or 2s", node);
    }

    private static int number(JsonNode node, String place) {
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
            throw wrong(place, "a whole number", node);
        }
        return node.intValue();
    }

    private static List<String> texts(JsonNode nodes, String place) {
        List<String> texts = new ArrayList<>();
        for (var node : list(nodes, place)) {
            texts.add(node.asText());
        }
        return texts;
    }

    private static JsonNode list(JsonNode node, String place) {
        if (!node.isArray() && !node.isMissingNode()) {
            throw wrong(place, "a list", node);
        }
        return node.isMissingNode() ? MissingNode.getInstance() : node;
    }

    private static void only(JsonNode node, String place, Set<String> known) {
        if (!node.isObject() && !node.isMissingNode()) {
            throw wrong(place, "keys with values", node);
        }
        for (var entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new IllegalArgumentException(
                        "%s: unknown key \"%s\"; expected one of %s"
                                .formatted(
                                        place, entry.getKey(), known.stream().sorted().toList()));
            }
        }
    }

    private static IllegalArgumentException wrong(String place, String expected, JsonNode node) {
        return new IllegalArgumentException(
                "%s: expected %s, got %s"
                        .formatted(place, expected, node.isMissingNode() ? "nothing" : node));
    }
}
