package dev.parley.bench.listening;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of results: the text is written by hand, the tables stand between two marks.
///
/// @param file the page
/// @param bench the script that writes its tables, for the first mark ("bench/turns.sh")
public record MarkedPage(Path file, String bench) {
    private static final String END = "<!-- end of tables -->";

    /// Puts the tables into the page.
    public void write(String tables) throws IOException {
        var begin = "<!-- tables: written by " + bench + " --page -->";
        var text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(END, from);
        if (from < 0 || to < from) {
            throw new IOException(
                    file + ": expected the marks \"" + begin + "\" and \"" + END + "\"");
        }
        Files.writeString(
                file, text.substring(0, from) + begin + "\n" + tables + text.substring(to));
    }
}
