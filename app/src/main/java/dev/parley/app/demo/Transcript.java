package dev.parley.app.demo;

import dev.parley.app.server.PrivateFolder;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// A call as text for people: turns with times, as said and as heard. Only its owner can read the
/// file.
final class Transcript {
    private Transcript() {}

    static Path write(CallRecord call, Path folder) throws IOException {
        PrivateFolder.at(folder);
        var file = folder.resolve(call.header().id() + ".txt");
        var text = new StringBuilder();
        text.append("call ")
                .append(call.header().id())
                .append(", agent ")
                .append(call.header().agent());
        text.append(", started ").append(call.header().startedAt()).append('\n');
        text.append("ended ")
                .append(call.header().endReason())
                .append(", outcome ")
                .append(call.header().outcome());
        text.append("\n\n");
        for (var turn : call.turns()) {
            long millis = Duration.between(call.header().startedAt(), turn.at()).toMillis();
            text.append(
                    "%7.1f s  %-6s  %s%n"
                            .formatted(
                                    millis / 1000.0,
                                    turn.who() == CallRecord.Who.AGENT ? "agent" : "caller",
                                    turn.said().reveal()));
            if (!turn.heard().equals(turn.said())) {
                text.append("                   of it heard: ")
                        .append(turn.heard().reveal())
                        .append('\n');
            }
            var latency = turn.latency();
            if (latency != null) {
                text.append("                   answered in ")
                        .append(DemoScreen.parts(latency))
                        .append('\n');
            }
        }
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
