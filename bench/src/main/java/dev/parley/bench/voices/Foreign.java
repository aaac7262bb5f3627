package dev.parley.bench.voices;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Sentences that answer no question of ours: to somebody else in the room, from a television, or
/// about something else.
public final class Foreign {
    private static final String FILE = "foreign.txt";

    private Foreign() {}

    /// So many of them, from all over the list.
    public static List<String> spread(int count) {
        var all = sentences();
        int kept = Math.min(count, all.size());
        return IntStream.range(0, kept).mapToObj(i -> all.get(i * all.size() / kept)).toList();
    }

    public static List<String> sentences() {
        try (var in = Objects.requireNonNull(Foreign.class.getResourceAsStream(FILE), FILE);
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return text.readAllLines().stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
