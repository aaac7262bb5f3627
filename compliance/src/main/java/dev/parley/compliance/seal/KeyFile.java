package dev.parley.compliance.seal;

import dev.parley.compliance.Secret;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Master keys in a file of mode 0600: a key in Base64 on each line, the first is active, lines
/// that begin with `#` are remarks. Read again when it changes, so that a running server follows a
/// rotation. Thread-safe; blocks on the disk.
public final class KeyFile {
    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);
    private static final String REMARK =
            """
            # Master keys of Parley's recordings and journal; the first is active (docs/people.md).
            # Whoever has this file can read them; whoever loses it cannot.
            """;

    private final Path path;
    private volatile Seen seen = new Seen(FileTime.fromMillis(0), 0, KeyRing.EMPTY);

    private record Seen(FileTime time, long size, KeyRing ring) {}

    private KeyFile(Path path) {
        this.path = path;
    }

    /// The keys of this file, which is made with a new key if it is missing.
    ///
    /// @throws WeakKey if others can read it, or a key in it is not random
    public static KeyFile openOrMake(Path path) throws IOException {
        var file = new KeyFile(path);
        if (!Files.exists(path)) {
            var folder = Files.createDirectories(path.toAbsolutePath().getParent());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            file.write(List.of(MasterKey.random()));
        }
        file.ring();
        return file;
    }

    public Path path() {
        return path;
    }

    /// The keys as they stand in the file now.
    ///
    /// @throws IOException if it cannot be read
    /// @throws WeakKey as [#openOrMake]
    public KeyRing ring() throws IOException {
        var time = Files.getLastModifiedTime(path);
        long size = Files.size(path);
        var last = seen;
        if (last.time.equals(time) && last.size == size) {
            return last.ring;
        }
        requirePrivate();
        var ring = read();
        seen = new Seen(time, size, ring);
        return ring;
    }

    /// Puts a new key before all others and gives back all.
    public KeyRing rotate() throws IOException {
        var keys = new ArrayList<MasterKey>();
        keys.add(MasterKey.random());
        keys.addAll(ring().keys());
        write(keys);
        return ring();
    }

    /// Keeps the active key alone. Only when nothing lies under the others any more, in no backup
    /// either.
    public KeyRing forgetOld() throws IOException {
        write(List.of(ring().active()));
        return ring();
    }

    private KeyRing read() throws IOException {
        var keys = new ArrayList<MasterKey>();
        var lines = Files.readAllLines(path);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(MasterKey.parse(Secret.of(line), path + ", line " + (i + 1)));
            }
        }
        if (keys.isEmpty()) {
            throw new WeakKey(
                    path
                            + ": expected a key on a line of its own, found none; restore the file,"
                            + " or delete it for a new key if nothing was recorded yet");
        }
        return new KeyRing(keys);
    }

    private void requirePrivate() throws IOException {
        var others = Files.getPosixFilePermissions(path);
        others.retainAll(OTHERS);
        if (!others.isEmpty()) {
            throw new WeakKey(
                    path
                            + ": expected a key file that its owner alone can read, but others can;"
                            + " run: chmod 600 "
                            + path
                            + " and then, because they may have read it: ./parley keys rotate");
        }
    }

    private void write(List<MasterKey> keys) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var text = new StringBuilder(REMARK);
        keys.forEach(key -> text.append(key.text().reveal()).append('\n'));
        try (var file =
                        FileChannel.open(
                                fresh,
                                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PRIVATE));
                var out = Channels.newOutputStream(file)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            file.force(true);
        }
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
