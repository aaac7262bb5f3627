package dev.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Unpacks a tar archive of plain files, folders and symbolic links, which is all the PostgreSQL
/// archive holds, with names up to 100 characters; anything else is refused. Format: pax(1), "ustar
/// Interchange Format".
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path target;

    TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target;
    }

    void unpack() throws IOException {
        var header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            entry(header);
        }
    }

    private void entry(byte[] header) throws IOException {
        var path = inside(text(header, 0, 100));
        var size = octal(header, 124, 12);
        switch (header[156]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> {
                var link = Path.of(text(header, 157, 100));
                inside(target.relativize(path.resolveSibling(link)).toString());
                Files.createSymbolicLink(path, link);
            }
            case '0', 0 -> file(path, size, octal(header, 100, 8));
            default ->
                    throw new IOException(
                            "expected files, folders and links in the archive, got type '"
                                    + (char) header[156]
                                    + "' for "
                                    + path);
        }
    }

    private void file(Path path, long size, long mode) throws IOException {
        Files.createDirectories(target.resolve(path).getParent());
        try (var out = Files.newOutputStream(path)) {
            var buffer = new byte[64 * 1024];
            for (var left = size; left > 0; ) {
                var count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    throw new IOException("the archive ends inside " + path);
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        if ((mode & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private Path inside(String name) throws IOException {
        var path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("expected a path inside the archive, got " + name);
        }
        return path;
    }

    private static String text(byte[] header, int from, int length) {
        var end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) {
        var digits = text(header, from, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
