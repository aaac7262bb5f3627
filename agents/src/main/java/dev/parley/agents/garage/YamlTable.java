package dev.parley.agents.garage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A YAML mapping that knows the line of each of its keys: values are texts or mappings again.
final class YamlTable {
    private record Entry(int line, String text, @Nullable YamlTable table) {}

    private final String fileName;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private YamlTable(String fileName, int line) {
        this.fileName = fileName;
        this.line = line;
    }

    static YamlTable read(String fileName, String yaml) {
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(yaml)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidFlow(fileName, 1, "expected keys with values, got none");
            }
            YamlTable root = new YamlTable(fileName, 1);
            root.fill(parser);
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidFlow(
                    fileName, line, e.getOriginalMessage().lines().findFirst().orElse("not YAML"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int at = parser.currentTokenLocation().getLineNr();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                YamlTable table = new YamlTable(fileName, at);
                table.fill(parser);
                entries.put(key, new Entry(at, "", table));
            } else if (value != null && value.isScalarValue() && !parser.getText().isEmpty()) {
                entries.put(key, new Entry(at, parser.getText(), null));
            } else {
                throw wrong(at, key + ": expected a value, got none or a list");
            }
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /// The line of the key; the line of the table if it has no such key.
    int line(String key) {
        Entry entry = entries.get(key);
        return entry == null ? line : entry.line;
    }

    String text(String key) {
        Entry entry = present(key);
        if (entry.table != null) {
            throw wrong(entry.line, key + ": expected one value, got keys with values");
        }
        return entry.text;
    }

    YamlTable table(String key) {
        Entry entry = present(key);
        if (entry.table == null) {
            throw wrong(
                    entry.line, key + ": expected keys with values, got \"" + entry.text + "\"");
        }
        return entry.table;
    }

    /// Refuses every key that is not known, naming the nearest that is.
    void onlyKeys(Collection<String> known) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                String nearest =
                        NearestName.hint(
                                key, known, "; expected one of " + String.join(", ", known));
                throw wrong(line(key), "unknown key \"" + key + "\"" + nearest);
            }
        }
    }

    InvalidFlow wrong(int at, String reason) {
        return new InvalidFlow(fileName, at, reason);
    }

    private Entry present(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw wrong(line, "missing key \"" + key + "\"");
        }
        return entry;
    }
}
