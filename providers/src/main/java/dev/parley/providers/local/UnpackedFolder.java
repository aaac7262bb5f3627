package dev.parley.providers.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Files that native code wants as files, unpacked once into a cache. Several processes may unpack
/// at the same time: each fills a folder of its own and renames it, the first one wins.
final class UnpackedFolder {
    /// Written last: the size and path of every file, so that a folder torn by a crash of the
    /// machine is seen and replaced.
    private static final String CONTENTS = "contents.txt";

    private UnpackedFolder() {}

    /// The folder `name` in `cache`, filled if it is not there whole.
    ///
    /// @throws IllegalStateException if the cache cannot be written
    static Path of(Path cache, String name, Filler filler) {
        Path target = cache.resolve(name);
        try {
            if (isWhole(target)) {
                return target;
            }
            Files.createDirectories(cache);
            delete(target);
            Path filling = Files.createTempDirectory(cache, "filling-");
            filler.fill(filling);
            List<String> contents = contents(filling);
            Files.write(filling.resolve(CONTENTS), contents);
            moveUnlessThere(filling, target);
            return target;
        } catch (IOException broken) {
            throw new IllegalStateException(
                    "cannot unpack to %s; check that it is writable and has 100 MB free"
                            .formatted(target.toAbsolutePath()),
                    broken);
        }
    }

    private static boolean isWhole(Path folder) throws IOException {
        Path contents = folder.resolve(CONTENTS);
        return Files.exists(contents) && Files.readAllLines(contents).equals(contents(folder));
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(CONTENTS))
                    .map(file -> file.toFile().length() + " " + folder.relativize(file))
                    .sorted()
                    .toList();
        }
    }

    private static void moveUnlessThere(Path filling, Path target) throws IOException {
        try {
            Files.move(filling, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException notMoved) {
            delete(filling);
            if (!isWhole(target)) {
                throw notMoved;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Puts the files into a new folder.
    @FunctionalInterface
    interface Filler {
        void fill(Path folder) throws IOException;
    }
}
