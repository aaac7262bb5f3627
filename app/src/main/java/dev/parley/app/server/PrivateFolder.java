package dev.parley.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder that only its owner can look into, for what people said and are called.
public final class PrivateFolder {
    private PrivateFolder() {}

    /// Makes the folder if it is missing and takes it from everybody else.
    ///
    /// @throws StartRefused if it cannot be made or is not ours
    public static Path at(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return folder;
        } catch (IOException e) {
            throw new StartRefused(
                    "folder \"%s\" cannot be made private to this user (%s); check who owns it, or choose another with --data"
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }
}
