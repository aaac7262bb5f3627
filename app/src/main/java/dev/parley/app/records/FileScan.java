package dev.parley.app.records;

import dev.parley.store.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Looks for traces of a person, and for names of their calls, in every file under a data folder.
/// PostgreSQL's own files are searched through PostgreSQL; sound holds no text.
final class FileScan {
    private static final int CHUNK = 1 << 20;
    private static final int OVERLAP = 4096;

    /// Folders of programs and keys, and the database's own.
    private static final Set<String> NOT_OURS = Set.of("postgres", "cache", "keys");

    private final Path data;

    FileScan(Path data) {
        this.data = data;
    }

    /// How many files of each folder hold a trace, or are named after one of the calls.
    Map<String, Integer> files(List<Trace> traces, List<String> calls) throws IOException {
        var found = new TreeMap<String, Integer>();
        var patterns = traces.stream().map(Trace::pattern).toList();
        for (var file : all()) {
            var name = String.valueOf(file.getFileName());
            if (calls.stream().anyMatch(name::contains) || holds(file, patterns)) {
                var folder = data.relativize(file).getName(0).toString();
                found.merge("files in " + folder, 1, Integer::sum);
            }
        }
        return found;
    }

    private List<Path> all() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                data,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes facts) {
                        return data.equals(folder.getParent())
                                        && NOT_OURS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (facts.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE; // it went while we looked
                    }
                });
        return files;
    }

    private static boolean holds(Path file, List<Pattern> patterns) throws IOException {
        var name = file.toString();
        if (patterns.isEmpty() || name.endsWith(".wav") || name.endsWith(".sealed")) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = new byte[CHUNK + OVERLAP];
            int kept = 0;
            int count;
            while ((count = in.readNBytes(bytes, kept, CHUNK)) > 0) {
                var text = new String(bytes, 0, kept + count, StandardCharsets.UTF_8);
                if (patterns.stream().anyMatch(pattern -> pattern.matcher(text).find())) {
                    return true;
                }
                int next = Math.min(OVERLAP, kept + count);
                System.arraycopy(bytes, kept + count - next, bytes, 0, next);
                kept = next;
            }
            return false;
        }
    }
}
