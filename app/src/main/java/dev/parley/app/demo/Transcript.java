package dev.parley.app.demo;

import dev.parley.app.records.Transcripts;
import dev.parley.app.server.PrivateFolder;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A call as text for people: turns with times, as said and as heard. Only its owner can read the
/// file.
final class Transcript {
    private Transcript() {}

    static Path write(CallRecord call, Path folder) throws IOException {
        PrivateFolder.at(folder);
        var file = folder.resolve(call.header().id() + ".txt");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, Transcripts.text(call));
    }
}
