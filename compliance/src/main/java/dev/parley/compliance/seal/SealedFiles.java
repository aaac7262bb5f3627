package dev.parley.compliance.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What can be done to a sealed file without opening what it holds. Any thread; blocks.
public final class SealedFiles {
    private static final byte[] EMPTY = new byte[KeyRing.WRAPPED_BYTES];

    private SealedFiles() {}

    /// Id of the master key under which the file lies.
    public static String masterId(Path path) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            var header = SealedHeader.read(file);
            return KeyRing.masterId(header.slot(header.isEmpty(0) ? 1 : 0));
        }
    }

    /// Wraps the file's key under the active master key; what it seals is not touched. A crash at
    /// any moment leaves a file that opens. False if it lay under that key already.
    public static boolean rewrap(Path path, KeyRing ring) throws IOException {
        try (var file = open(path)) {
            var header = SealedHeader.read(file);
            var key = header.key(ring);
            int old = header.isEmpty(0) ? 1 : 0;
            boolean isCurrent = KeyRing.masterId(header.slot(old)).equals(ring.active().id());
            if (isCurrent && header.isEmpty(1 - old)) {
                return false;
            }
            if (!isCurrent) {
                write(file, 1 - old, ring.wrap(key, header.context()));
            }
            write(file, isCurrent ? 1 - old : old, EMPTY);
            return true;
        }
    }

    /// Overwrites the file's key: what it seals can never be read again, in no copy made later.
    public static void destroy(Path path) throws IOException {
        try (var file = open(path)) {
            SealedHeader.read(file);
            write(file, 0, EMPTY);
            write(file, 1, EMPTY);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel file, int slot, byte[] wrapped) throws IOException {
        var buffer = ByteBuffer.wrap(wrapped);
        while (buffer.hasRemaining()) {
            file.write(buffer, SealedHeader.slotAt(slot) + buffer.position());
        }
        file.force(false);
    }
}
