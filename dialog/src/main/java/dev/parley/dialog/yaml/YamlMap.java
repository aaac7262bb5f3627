package dev.parley.dialog.yaml;

import dev.parley.dialog.InvalidFlow;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A YAML mapping that knows its lines. Reading never throws: what is missing, of the wrong shape
/// or not asked for becomes a problem.
public final class YamlMap {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final String what;
    private final int line;
    private final Problems problems;

    private record Entry(int line, Node value) {}

    /// A scalar with its line.
    public record Text(String value, int line) {}

    private YamlMap(String what, int line, Problems problems) {
        this.what = what;
        this.line = line;
        this.problems = problems;
    }

    /// The mapping that a whole file is. Throws [InvalidFlow] if it is empty or no YAML.
    ///
    /// @param what what the file is: "flow"
    public static YamlMap read(String file, String yaml, String what, Problems problems) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        options.setMaxAliasesForCollections(20);
        try {
            var node = new Yaml(options).compose(new StringReader(yaml));
            if (node == null) {
                throw new InvalidFlow(file, 1, "the file is empty; expected a " + what);
            }
            return of(node, what, problems);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new InvalidFlow(
                    file, mark == null ? 1 : mark.getLine() + 1, "not YAML: " + e.getProblem());
        }
    }

    public static YamlMap of(Node node, String what, Problems problems) {
        var map = new YamlMap(what, line(node), problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line(node), what + ": expected keys with values, got " + shape(node));
            return map;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(line(tuple.getKeyNode()), what + ": expected a plain key");
                continue;
            }
            var entry = new Entry(line(key), tuple.getValueNode());
            if (map.entries.put(key.getValue(), entry) != null) {
                problems.add(line(key), what + ": \"" + key.getValue() + "\" is given twice");
            }
        }
        return map;
    }

    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String shape(Node node) {
        return switch (node) {
            case ScalarNode scalar ->
                    scalar.getValue().isEmpty() ? "nothing" : "\"" + scalar.getValue() + "\"";
            case SequenceNode _ -> "a list";
            default -> "a mapping";
        };
    }

    public int line() {
        return line;
    }

    public int lineOf(String key) {
        var entry = entries.get(key);
        return entry == null ? line : entry.line;
    }

    public boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /// The keys of a free mapping, in order; all count as asked for.
    public List<String> keys() {
        asked.addAll(entries.keySet());
        return List.copyOf(entries.keySet());
    }

    public String text(String key) {
        var node = node(key);
        if (node.isEmpty()) {
            problems.add(line, what + ": \"" + key + "\" is missing");
            return "";
        }
        return scalar(key, node.get()).value();
    }

    public String text(String key, String otherwise) {
        return node(key).map(node -> scalar(key, node).value()).orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            wrong(key, "true or false", text);
        }
        return text.equals("true");
    }

    public int whole(String key, int otherwise, int least, int most) {
        if (!has(key)) {
            return otherwise;
        }
        var text = text(key);
        if (!text.matches("\\d{1,6}")) {
            wrong(key, "a whole number", text);
            return otherwise;
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            wrong(key, least + " to " + most, text);
            return otherwise;
        }
        return number;
    }

    public void wrong(String key, String expected, String got) {
        problems.add(
                lineOf(key),
                what + ": \"" + key + "\" must be " + expected + ", got \"" + got + "\"");
    }

    /// One scalar or a list of them; none if the key is absent.
    public List<Text> texts(String key) {
        var texts = new ArrayList<Text>();
        for (var node : items(key)) {
            texts.add(scalar(key, node));
        }
        return texts;
    }

    /// The things of a list; a single value counts as a list of one.
    public List<Node> items(String key) {
        return node(key)
                .map(node -> node instanceof SequenceNode list ? list.getValue() : List.of(node))
                .orElse(List.of());
    }

    public YamlMap map(String key, String name) {
        return node(key)
                .map(node -> of(node, name, problems))
                .orElseGet(() -> new YamlMap(name, line, problems));
    }

    public boolean isMap(String key) {
        return node(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /// Reports keys that nobody asked for.
    public void done() {
        for (var entry : entries.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                problems.unknown(entry.getValue().line, "key", entry.getKey(), asked);
            }
        }
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    private Text scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return new Text(scalar.getValue().strip(), line(node));
        }
        problems.add(line(node), what + ": \"" + key + "\" must be text, got " + shape(node));
        return new Text("", line(node));
    }
}
