package dev.parley.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.compliance.seal.DataKey;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.Keys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Seals the lines of the journal, each call's under a key of its own that lies wrapped in
/// `keys/<hash of the call's id>.key`: who deletes that file has erased what the journal holds of
/// the call, wherever it lies. Such a line is `{"v":2,"call":id,"sealed":Base64}`; one of version 3
/// carries its wrapped key along, because the disk had no room for a file or because the line
/// outlives the call's key. Without master keys lines stay as they are.
///
/// Sealing belongs to the journal's writer, opening to its shipper.
final class JournalKeys {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEALED_ALONE = "{\"v\":3,";
    private static final String SEALED = "{\"v\":2,";
    private static final String ENDING = ".key";

    private final Path folder;
    private final @Nullable Keys source;
    private volatile KeyRing ring = KeyRing.EMPTY;
    private final Map<String, DataKey> known = new HashMap<>();
    private final Set<String> inUse = new HashSet<>();

    /// @param journal the journal's folder
    /// @param source the master keys; null to leave lines as they are
    JournalKeys(Path journal, @Nullable Keys source) throws IOException {
        this.folder = journal.resolve("keys");
        this.source = source;
        if (source != null) {
            ring = source.ring();
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// The line as it may lie on disk.
    String sealed(String call, String line) {
        if (source == null) {
            return line;
        }
        var node = JSON.createObjectNode();
        var name = name(call);
        inUse.add(name);
        try {
            var key = known.get(name);
            if (key == null) {
                key = readOrMake(name);
                known.put(name, key);
            }
            node.put("v", 2).put("call", call);
            node.put("sealed", base64(key.seal(bytes(call), bytes(line))));
            return node.toString();
        } catch (IOException _) {
            return sealedAlone(call, line); // the disk has no room, or the key file is damaged
        }
    }

    /// The line with a key of its own.
    String sealedAlone(String call, String line) {
        if (source == null) {
            return line;
        }
        var key = DataKey.random();
        var node = JSON.createObjectNode().put("v", 3).put("call", call);
        node.put("key", base64(ring().wrap(key, bytes(call))));
        node.put("sealed", base64(key.seal(bytes(call), bytes(line))));
        return node.toString();
    }

    /// The line as it was; empty if its call was erased. One that was never sealed is given back.
    ///
    /// @throws IllegalArgumentException if it was changed, or its master key is not known
    Optional<String> opened(String line) {
        if (!line.startsWith(SEALED) && !line.startsWith(SEALED_ALONE)) {
            return Optional.of(line);
        }
        try {
            var node = JSON.readTree(line);
            var call = node.path("call").asText();
            byte[] wrapped =
                    line.startsWith(SEALED)
                            ? Files.readAllBytes(file(name(call)))
                            : Base64.getDecoder().decode(node.path("key").asText());
            byte[] context = line.startsWith(SEALED) ? bytes(name(call)) : bytes(call);
            byte[] sealed = Base64.getDecoder().decode(node.path("sealed").asText());
            var key = ring().unwrap(wrapped, context);
            return Optional.of(new String(key.open(bytes(call), sealed), StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("expected a sealed line of the journal");
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// What is sealed from here on is a batch of its own for [#sweep].
    void beginBatch() {
        inUse.clear();
    }

    /// Everything sealed before this batch is in the database: its keys have done their duty.
    void sweep() {
        known.keySet().retainAll(inUse);
        try {
            for (var file : files(folder)) {
                if (!inUse.contains(nameOf(file))) {
                    destroy(file);
                }
            }
        } catch (IOException _) {
            // they are swept the next time; without the lines they open nothing
        }
    }

    /// Makes everything the journal holds of a call unreadable, from any process.
    ///
    /// @return how many files and lines of the journal were removed
    static int erase(Path journal, String call) throws IOException {
        var file = journal.resolve("keys").resolve(name(call) + ENDING);
        var removed = 0;
        if (Files.exists(file)) {
            destroy(file);
            removed++;
        }
        var refused = journal.resolve(JournalFolder.REFUSED);
        if (Files.exists(refused)) {
            var lines = Files.readAllLines(refused);
            var others = lines.stream().filter(line -> !isOf(line, call)).toList();
            if (others.size() < lines.size()) {
                replace(refused, bytes(String.join("\n", others) + (others.isEmpty() ? "" : "\n")));
                removed += lines.size() - others.size();
            }
        }
        return removed;
    }

    /// Wraps every key under the active master key.
    ///
    /// @return how many there were to wrap
    static int rewrap(Path journal, KeyRing ring) throws IOException {
        var count = 0;
        for (var file : files(journal.resolve("keys"))) {
            byte[] wrapped = Files.readAllBytes(file);
            if (!KeyRing.masterId(wrapped).equals(ring.active().id())) {
                byte[] context = bytes(nameOf(file));
                replace(file, ring.wrap(ring.unwrap(wrapped, context), context));
                count++;
            }
        }
        return count + rewrapRefused(journal.resolve(JournalFolder.REFUSED), ring);
    }

    private static int rewrapRefused(Path refused, KeyRing ring) throws IOException {
        if (!Files.exists(refused)) {
            return 0;
        }
        var count = 0;
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(refused)) {
            if (line.startsWith(SEALED_ALONE)
                    && JSON.readTree(line) instanceof ObjectNode node
                    && !KeyRing.masterId(keyOf(node)).equals(ring.active().id())) {
                byte[] context = bytes(node.path("call").asText());
                node.put("key", base64(ring.wrap(ring.unwrap(keyOf(node), context), context)));
                lines.add(node.toString());
                count++;
            } else {
                lines.add(line);
            }
        }
        if (count > 0) {
            replace(refused, bytes(String.join("\n", lines) + "\n"));
        }
        return count;
    }

    private static byte[] keyOf(JsonNode node) {
        return Base64.getDecoder().decode(node.path("key").asText());
    }

    private DataKey readOrMake(String name) throws IOException {
        var key = DataKey.random();
        try {
            write(file(name), ring().wrap(key, bytes(name)));
            return key;
        } catch (FileAlreadyExistsException _) {
            return ring().unwrap(Files.readAllBytes(file(name)), bytes(name));
        }
    }

    /// The ring as it is now, or as it was last if it cannot be read now.
    private KeyRing ring() {
        if (source != null) {
            try {
                ring = source.ring();
            } catch (IOException | RuntimeException _) {
                return ring; // lines must go on being sealed
            }
        }
        return ring;
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static String nameOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).toList();
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel =
                FileChannel.open(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(file); // half a key opens nothing
            throw e;
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, bytes);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void destroy(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(KeyRing.WRAPPED_BYTES), 0);
            channel.force(false);
        }
        Files.deleteIfExists(file);
    }

    private static boolean isOf(String line, String call) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.path("call").asText().equals(call);
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private static String name(String call) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(call));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
