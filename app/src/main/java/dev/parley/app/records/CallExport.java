package dev.parley.app.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.media.Recordings;
import dev.parley.dialog.People;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes what is kept of a call or a person into a folder that can be handed over: readable
/// without Parley, with a SHA-256 of every file. The folder and its files are their owner's alone.
/// One thread; blocks.
public final class CallExport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String README =
            """
            What was kept of WHOM, exported on WHEN by Parley.

            record.json       everything the database holds of a call: turns, times, tools, notes
            transcript.txt    what both sides said, and what of it was heard
            transcript.md     the same as a table
            journal.jsonl     everything that happened to the conversation, for: ./parley replay --file
            recording.wav     the sound, caller left, agent right; missing if none is kept
            person.json       what the agent's own tables hold of the person (export of a person only)
            manifest.json     length and SHA-256 of every file, to check with: sha256sum

            These files are not encrypted. Whoever has them has what a person said.
            """;

    private final Path folder;
    private final Map<String, Written> files = new LinkedHashMap<>();

    private record Written(long bytes, String sha256) {}

    /// @param folder made if it is missing; must be empty
    public CallExport(Path folder) throws IOException {
        this.folder = folder;
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            "expected a new or empty folder, but " + folder + " has files in it");
                }
            }
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /// Adds a call.
    ///
    /// @param below folder of the call's files inside the export, ending in "/", or empty
    ///
    /// @param journal of its conversation; empty if none is kept
    public void add(
            CallRecord call, Optional<CallJournal> journal, Recordings recordings, String below)
            throws IOException {
        write(below + "record.json", CallJson.pretty(CallJson.call(call)));
        write(below + "transcript.txt", Transcripts.text(call));
        write(below + "transcript.md", Transcripts.markdown(call));
        if (journal.isPresent() && !journal.get().steps().isEmpty()) {
            var lines = new StringWriter();
            journal.get().write(lines);
            write(below + "journal.jsonl", lines.toString());
        }
        var name = SoundLine.nameOf(call.header(), recordings);
        if (name.isPresent()) {
            try (var sound = recordings.open(name.get())) {
                write(below + "recording.wav", sound::copyTo);
            }
        }
    }

    /// Adds what the agent keeps of a person.
    public void add(People.Export person) throws IOException {
        write("person.json", CallJson.pretty(JSON.valueToTree(person)));
    }

    /// Finishes the folder and gives back the manifest.
    ///
    /// @param whose what was exported, as "call X"
    public ObjectNode finish(String whose, Instant now) throws IOException {
        write("README.txt", README.replace("WHOM", whose).replace("WHEN", now.toString()));
        var manifest = JSON.createObjectNode();
        manifest.put("of", whose).put("exported_at", now.toString());
        var list = manifest.putArray("files");
        files.forEach((name, file) ->
                list.addObject()
                        .put("name", name)
                        .put("bytes", file.bytes())
                        .put("sha256", file.sha256()));
        PrivateFile.write(
                folder.resolve("manifest.json"),
                out -> out.write(CallJson.pretty(manifest).getBytes(StandardCharsets.UTF_8)));
        return manifest;
    }

    private void write(String name, String text) throws IOException {
        write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void write(String name, PrivateFile.Content content) throws IOException {
        var path = folder.resolve(name);
        var digest = sha256();
        PrivateFile.write(
                path,
                (OutputStream out) -> {
                    var digested = new DigestOutputStream(out, digest);
                    content.writeTo(digested);
                    digested.flush();
                });
        files.put(name, new Written(Files.size(path), HexFormat.of().formatHex(digest.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
