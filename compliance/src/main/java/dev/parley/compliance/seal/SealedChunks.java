package dev.parley.compliance.seal;

import java.nio.ByteBuffer;

/// Seals and opens the chunks of one file. Chunk `n` has nonce (4 bytes: 1 for the last chunk of a
/// finished file, else 0; 8 bytes: n), so that none can be moved, and a file that was cut cannot
/// pass for a finished one. Under one key each nonce is used once.
final class SealedChunks {
    private final DataKey key;
    private final byte[] fileId;
    private final int chunkBytes;

    SealedChunks(DataKey key, byte[] fileId, int chunkBytes) {
        this.key = key;
        this.fileId = fileId.clone();
        this.chunkBytes = chunkBytes;
    }

    byte[] seal(long index, boolean isLast, byte[] plain, int length) {
        return Aes.seal(key.key(), nonce(index, isLast), fileId, plain, 0, length);
    }

    byte[] open(long index, boolean isLast, byte[] sealed) throws Damaged {
        return Aes.open(key.key(), nonce(index, isLast), fileId, sealed, 0, sealed.length);
    }

    /// Where a chunk begins in the file.
    long at(long index) {
        return SealedHeader.BYTES + index * sealedBytes();
    }

    int sealedBytes() {
        return chunkBytes + Aes.TAG_BYTES;
    }

    private static byte[] nonce(long index, boolean isLast) {
        return ByteBuffer.allocate(Aes.NONCE_BYTES).putInt(isLast ? 1 : 0).putLong(index).array();
    }
}
