package dev.parley.bench.hearing;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Sentences that answer no question of ours: to somebody else in the room, from a television, or
/// about something else.
final class Foreign {
    private static final String FILE = "foreign.txt";

    private Foreign() {}

    static List<String> sentences() {
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
