package dev.parley.compliance.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first 256 bytes of a sealed file, version 1, big endian:
///
/// ```
///   0  8  "PARLEYSF"
///   8  1  version, 1
///   9  3  zero
///  12  4  bytes of plain text in a chunk
///  16 16  random id of the file
///  32 64  label: what the file is, UTF-8, filled with zeros
///  96 68  slot A: id of a master key, nonce, wrapped data key, tag; zeros if empty
/// 164 68  slot B, likewise
/// 232 24  zero
/// ```
///
/// The first 96 bytes are sealed with the wrapped key. There are two slots so that the key can be
/// wrapped anew in place: the new one is on disk before the old one goes.
final class SealedHeader {
    static final int BYTES = 256;
    static final int MAX_CHUNK_BYTES = 1 << 24;

    private static final byte[] MAGIC = "PARLEYSF".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int CHUNK_AT = 12;
    private static final int ID_AT = 16;
    private static final int LABEL_AT = 32;
    private static final int LABEL_BYTES = 64;
    private static final int CONTEXT_BYTES = 96;
    private static final int SLOTS = 2;

    private final byte[] bytes;

    private SealedHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    static SealedHeader create(int chunkBytes, String label, DataKey key, KeyRing ring) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        if (name.length > LABEL_BYTES || chunkBytes < 1 || chunkBytes > MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "expected a label of at most %d bytes and chunks of 1 to %d, got %d and %d"
                            .formatted(LABEL_BYTES, MAX_CHUNK_BYTES, name.length, chunkBytes));
        }
        var buffer = ByteBuffer.allocate(BYTES);
        buffer.put(MAGIC).put(VERSION).putInt(CHUNK_AT, chunkBytes);
        buffer.put(ID_AT, Aes.random(LABEL_AT - ID_AT)).put(LABEL_AT, name);
        var header = new SealedHeader(buffer.array());
        header.put(0, ring.wrap(key, header.context()));
        return header;
    }

    static SealedHeader read(FileChannel file) throws IOException {
        var buffer = ByteBuffer.allocate(BYTES);
        while (buffer.hasRemaining() && file.read(buffer, buffer.position()) > 0) {
            // until it is whole or the file ends
        }
        byte[] bytes = buffer.array();
        if (buffer.hasRemaining()
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Damaged("expected a sealed file, which begins with PARLEYSF");
        }
        if (bytes[MAGIC.length] != VERSION) {
            throw new Damaged(
                    "expected a sealed file of version 1, got "
                            + bytes[MAGIC.length]
                            + "; it needs a newer Parley");
        }
        var header = new SealedHeader(bytes);
        if (header.chunkBytes() < 1 || header.chunkBytes() > MAX_CHUNK_BYTES) {
            throw new Damaged("expected chunks of 1 to " + MAX_CHUNK_BYTES + " bytes");
        }
        return header;
    }

    int chunkBytes() {
        return ByteBuffer.wrap(bytes).getInt(CHUNK_AT);
    }

    String label() {
        int end = LABEL_AT;
        while (end < LABEL_AT + LABEL_BYTES && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, LABEL_AT, end - LABEL_AT, StandardCharsets.UTF_8);
    }

    /// What every chunk is sealed with, so that none can come from another file.
    byte[] id() {
        return Arrays.copyOfRange(bytes, ID_AT, LABEL_AT);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte[] context() {
        return Arrays.copyOf(bytes, CONTEXT_BYTES);
    }

    /// The data key from whichever slot opens.
    DataKey key(KeyRing ring) throws KeyUnknown, Damaged {
        KeyUnknown unknown = null;
        var damaged = new Damaged("the key of this file was destroyed");
        for (int slot = 0; slot < SLOTS; slot++) {
            if (isEmpty(slot)) {
                continue;
            }
            try {
                return ring.unwrap(slot(slot), context());
            } catch (KeyUnknown e) {
                unknown = e;
            } catch (Damaged e) {
                damaged = e;
            }
        }
        if (unknown != null) {
            throw unknown;
        }
        throw damaged;
    }

    boolean isEmpty(int slot) {
        for (byte value : slot(slot)) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    byte[] slot(int slot) {
        int at = slotAt(slot);
        return Arrays.copyOfRange(bytes, at, at + KeyRing.WRAPPED_BYTES);
    }

    void put(int slot, byte[] wrapped) {
        System.arraycopy(wrapped, 0, bytes, slotAt(slot), KeyRing.WRAPPED_BYTES);
    }

    static int slotAt(int slot) {
        return CONTEXT_BYTES + slot * KeyRing.WRAPPED_BYTES;
    }
}
