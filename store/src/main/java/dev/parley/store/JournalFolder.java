package dev.parley.store;

import dev.parley.compliance.seal.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The files of the journal: `journal-000000000001.jsonl` and so on, one line an entry, readable by
/// the server's user only, because they hold what people said. Written by one thread, read and
/// deleted by another.
final class JournalFolder {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{12})\\.jsonl");

    /// Lines the database would never take.
    static final String REFUSED = "refused.jsonl";

    private final Path folder;
    private final JournalKeys keys;

    /// A journal of plain lines.
    JournalFolder(Path folder) throws IOException {
        this(folder, null);
    }

    /// @param source the master keys under which its lines lie; null for plain lines
    JournalFolder(Path folder, @Nullable Keys source) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        this.keys = new JournalKeys(folder, source);
    }

    JournalKeys keys() {
        return keys;
    }

    Path path() {
        return folder;
    }

    Path file(long segment) {
        return folder.resolve(String.format(Locale.ROOT, "journal-%012d.jsonl", segment));
    }

    /// A new, empty file.
    FileChannel create(long segment) throws IOException {
        return FileChannel.open(
                file(segment),
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Numbers of the files there are, ascending.
    List<Long> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(JournalFolder::segment)
                    .flatMapToLong(OptionalLong::stream)
                    .sorted()
                    .boxed()
                    .toList();
        }
    }

    /// The number of a file of the journal; empty if it is another file.
    static OptionalLong segment(Path file) {
        var match = NAME.matcher(String.valueOf(file.getFileName()));
        return match.matches()
                ? OptionalLong.of(Long.parseLong(match.group(1)))
                : OptionalLong.empty();
    }

    /// The first file after `segment`.
    OptionalLong after(long segment) throws IOException {
        return segments().stream()
                .flatMapToLong(LongStream::of)
                .filter(number -> number > segment)
                .findFirst();
    }

    /// Deletes the files before `segment`.
    void deleteBefore(long segment) throws IOException {
        for (var number : segments()) {
            if (number < segment) {
                Files.deleteIfExists(file(number));
            }
        }
    }

    /// Bytes in the files from `position` on.
    long bytesFrom(JournalPosition position) {
        try {
            var bytes = 0L;
            for (var number : segments()) {
                if (number >= position.segment()) {
                    bytes += Files.size(file(number));
                    bytes -= number == position.segment() ? position.offset() : 0;
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes of the files from one position to another; negative if `to` lies before `from`. The
    /// files between them must be complete.
    long bytesBetween(JournalPosition from, JournalPosition to) throws IOException {
        if (to.compareTo(from) < 0) {
            return -bytesBetween(to, from);
        }
        var bytes = to.offset() - from.offset();
        for (var number : segments()) {
            if (number >= from.segment() && number < to.segment()) {
                bytes += Files.size(file(number));
            }
        }
        return bytes;
    }

    /// Takes a file that is not what its name says out of the journal; its bytes, as many as
    /// returned, stay.
    long setAside(long segment) throws IOException {
        var file = file(segment);
        var bytes = Files.size(file);
        Files.move(
                file,
                file.resolveSibling(file.getFileName() + ".misplaced"),
                StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    /// A number that no file had, on disk or in the database.
    long firstFreeAfter(JournalPosition position) throws IOException {
        var last = segments().stream().mapToLong(Long::longValue).max().orElse(0);
        return Math.max(last, position.segment()) + 1;
    }

    long sizeOf(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// Appends to a side file, owner-only, for what the database would never take.
    void appendTo(String name, String text) throws IOException {
        var file = folder.resolve(name);
        try (var channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
    }
}
