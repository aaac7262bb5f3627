package dev.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// Whether a journal's files are further than the database, as another process sees it.
final class JournalEnd {
    private JournalEnd() {}

    static boolean isBehind(Path journal, Connection connection) throws IOException, SQLException {
        var node = journal.resolve("node");
        if (!Files.exists(node)) {
            return false;
        }
        var reached = new PositionTable(Files.readString(node).strip()).read(connection);
        try (var files = Files.list(journal)) {
            for (var file : files.toList()) {
                var segment = JournalFolder.segment(file);
                if (segment.isPresent()
                        && new JournalPosition(segment.getAsLong(), Files.size(file))
                                        .compareTo(reached)
                                > 0
                        && holdsLines(file, segment.getAsLong(), reached)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A file may end in a line that is only a head, or in half of one, which is never stored.
    private static boolean holdsLines(Path file, long segment, JournalPosition reached)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = segment == reached.segment() ? (int) reached.offset() : 0;
        int lines = 0;
        for (int i = Math.min(from, bytes.length); i < bytes.length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines > (from == 0 ? 1 : 0);
    }
}
