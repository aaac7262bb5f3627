package dev.parley.dialog.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The cases of a resource file: one a line, `#` begins a comment, `\n` is a line break.
public final class Table {
    private Table() {}

    public static List<String> rows(Class<?> test, String resource) {
        try (var stream = Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .map(line -> line.replace("\\n", "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
