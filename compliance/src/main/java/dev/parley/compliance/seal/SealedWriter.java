package dev.parley.compliance.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/// Writes a sealed file from its beginning to its end. A chunk is on file as soon as it is full: if
/// the process is killed, everything up to the last full chunk can be read. One thread; blocks on
/// the disk. After a failure nothing more is written.
public final class SealedWriter implements AutoCloseable {
    private final WritableByteChannel file;
    private final SealedChunks chunks;
    private final byte[] plain;
    private int filled;
    private long index;
    private boolean hasFailed;

    /// Writes the header; on failure `file` is the caller's to close, afterwards it is closed here.
    ///
    /// @param file empty
    /// @param chunkBytes what is written at a time, and lost at most by a kill
    /// @param label what the file is, at most 64 bytes; readable without a key, sealed against
    ///   change
    public SealedWriter(WritableByteChannel file, int chunkBytes, String label, KeyRing ring)
            throws IOException {
        this.file = file;
        var key = DataKey.random();
        var header = SealedHeader.create(chunkBytes, label, key, ring);
        this.chunks = new SealedChunks(key, header.id(), chunkBytes);
        this.plain = new byte[chunkBytes];
        write(header.bytes());
    }

    /// Appends bytes.
    public void append(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, plain.length - filled);
            System.arraycopy(bytes, offset + done, plain, filled, count);
            filled += count;
            done += count;
            if (filled == plain.length) {
                chunk(false);
            }
        }
    }

    /// Writes the last chunk, which says that the file is finished, and closes the file.
    @Override
    public void close() throws IOException {
        if (!file.isOpen()) {
            return;
        }
        try (file) {
            if (!hasFailed) {
                chunk(true);
            }
        }
    }

    private void chunk(boolean isLast) throws IOException {
        write(chunks.seal(index, isLast, plain, filled));
        index++;
        filled = 0;
    }

    private void write(byte[] bytes) throws IOException {
        if (hasFailed) {
            throw new IOException("nothing more can be written after a failure");
        }
        hasFailed = true;
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        hasFailed = false;
    }
}
