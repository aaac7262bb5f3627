package dev.parley.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running PostgreSQL writes into its data folder as `postmaster.pid`: line 1 the process, 2
/// the folder, 4 the port, 8 the state (PostgreSQL source, `miscadmin.h`).
///
/// @param isReady true once it accepts connections
record PostmasterFile(long pid, int port, boolean isReady) {
    /// Reads the file; empty if there is none. What is not yet written counts as not ready.
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            var lines = Files.readAllLines(path(data));
            return Optional.of(
                    new PostmasterFile(
                            number(lines, 0, -1),
                            (int) number(lines, 3, 0),
                            lines.size() >= 8 && lines.get(7).trim().equals("ready")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.of(new PostmasterFile(-1, 0, false)); // what a power cut left
        }
    }

    private static long number(List<String> lines, int line, long otherwise) {
        try {
            return lines.size() <= line ? otherwise : Long.parseLong(lines.get(line).trim());
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    /// The process, if it lives and is a PostgreSQL; a recycled number is not, and neither is a
    /// dead one that nobody has buried.
    Optional<ProcessHandle> process() throws IOException {
        var alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (alive.isEmpty() || isZombie()) {
            return Optional.empty();
        }
        return alive.filter(process ->
                process.info()
                        .command()
                        .map(command -> command.endsWith("/postgres"))
                        .orElse(true));
    }

    /// State is the first letter after the name in parentheses (proc(5), `/proc/pid/stat`).
    private boolean isZombie() throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (NoSuchFileException _) {
            return true; // it went while we looked
        }
    }
}
