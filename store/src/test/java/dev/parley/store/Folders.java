package dev.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders for throw-away PostgreSQLs that share one set of programs, so that each test saves the
/// second of unpacking.
final class Folders {
    private Folders() {}

    static Path fresh() throws IOException {
        var folder = Files.createTempDirectory("parley-store").toRealPath();
        var programs = Binaries.unpacked(Path.of("target/postgres").toAbsolutePath());
        Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
        return folder;
    }
}
