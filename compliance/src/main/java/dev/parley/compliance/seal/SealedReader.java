package dev.parley.compliance.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Reads a sealed file from any place, also while it is being written or after its writer was
/// killed: then everything up to the last whole chunk is there and [#isComplete] is false. It sees
/// the file as long as it was when opened. One thread; blocks on the disk.
public final class SealedReader implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final FileChannel file;
    private final SealedHeader header;
    private final SealedChunks chunks;
    private final long length;
    private final boolean isComplete;
    private final long lastIndex;
    private final int lastBytes;
    private long heldIndex = -1;
    private byte[] held = NOTHING;

    private SealedReader(FileChannel file, KeyRing ring) throws IOException {
        this.file = file;
        this.header = SealedHeader.read(file);
        this.chunks = new SealedChunks(header.key(ring), header.id(), header.chunkBytes());
        long body = file.size() - SealedHeader.BYTES;
        long whole = body / chunks.sealedBytes();
        int rest = (int) (body % chunks.sealedBytes());
        this.lastIndex = rest == 0 ? whole - 1 : whole;
        this.lastBytes = rest == 0 ? chunks.sealedBytes() : rest;
        this.isComplete = lastIndex >= 0 && isLast();
        this.length =
                isComplete
                        ? lastIndex * header.chunkBytes() + lastBytes - Aes.TAG_BYTES
                        : whole * header.chunkBytes();
    }

    /// Opens a file.
    ///
    /// @throws Damaged if it is none, or its header was changed
    /// @throws KeyUnknown if its master key is not in the ring
    public static SealedReader open(Path path, KeyRing ring) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new SealedReader(file, ring);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Whether what is there ends the file.
    private boolean isLast() throws IOException {
        try {
            chunks.open(lastIndex, true, sealed(lastIndex, lastBytes));
            return true;
        } catch (Damaged _) {
            return false;
        }
    }

    /// What the writer said the file is.
    public String label() {
        return header.label();
    }

    /// Bytes of plain text.
    public long length() {
        return length;
    }

    /// Whether the file was finished; false if it is still being written, its writer was killed, or
    /// it was cut.
    public boolean isComplete() {
        return isComplete;
    }

    /// Reads up to `count` bytes from `position` on; 0 at the end.
    ///
    /// @throws Damaged if a chunk was changed or moved; the message says which
    public int read(long position, byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        int done = 0;
        while (done < count && position + done < length) {
            byte[] chunk = chunk((position + done) / header.chunkBytes());
            int from = (int) ((position + done) % header.chunkBytes());
            int some = Math.min(count - done, chunk.length - from);
            System.arraycopy(chunk, from, into, offset + done, some);
            done += some;
        }
        return done;
    }

    private byte[] chunk(long index) throws IOException {
        if (index != heldIndex) {
            try {
                boolean isLast = isComplete && index == lastIndex;
                int size = isLast ? lastBytes : chunks.sealedBytes();
                held = chunks.open(index, isLast, sealed(index, size));
                heldIndex = index;
            } catch (Damaged e) {
                heldIndex = -1;
                throw new Damaged("chunk " + index + " of a sealed file: " + e.getMessage());
            }
        }
        return held;
    }

    private byte[] sealed(long index, int size) throws IOException {
        var buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()
                && file.read(buffer, chunks.at(index) + buffer.position()) > 0) {
            // until it is whole
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
