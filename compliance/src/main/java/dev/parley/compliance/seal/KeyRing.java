package dev.parley.compliance.seal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The master keys known: the first is active and wraps what is new, all of them unwrap. Immutable.
///
/// @param keys none for a ring that opens nothing
public record KeyRing(List<MasterKey> keys) {
    /// Id of the master key, nonce, wrapped key and tag.
    public static final int WRAPPED_BYTES =
            MasterKey.ID_BYTES + Aes.NONCE_BYTES + Aes.KEY_BYTES + Aes.TAG_BYTES;

    public static final KeyRing EMPTY = new KeyRing(List.of());

    public KeyRing {
        keys = List.copyOf(keys);
    }

    /// The key that wraps what is new.
    public MasterKey active() {
        if (keys.isEmpty()) {
            throw new IllegalStateException("expected a master key, but none is set");
        }
        return keys.getFirst();
    }

    /// A data key as it may lie beside what it seals, [#WRAPPED_BYTES] long.
    ///
    /// @param context what the key belongs to; needed again to unwrap it
    public byte[] wrap(DataKey key, byte[] context) {
        var master = active();
        byte[] nonce = Aes.random(Aes.NONCE_BYTES);
        byte[] sealed = Aes.seal(master.key(), nonce, context, key.bytes(), 0, Aes.KEY_BYTES);
        byte[] wrapped = Arrays.copyOf(master.idBytes(), WRAPPED_BYTES);
        System.arraycopy(nonce, 0, wrapped, MasterKey.ID_BYTES, nonce.length);
        System.arraycopy(sealed, 0, wrapped, MasterKey.ID_BYTES + nonce.length, sealed.length);
        return wrapped;
    }

    /// The way back.
    ///
    /// @throws KeyUnknown if it was wrapped by a key that is not here
    /// @throws Damaged if it was changed, or belongs to something else
    public DataKey unwrap(byte[] wrapped, byte[] context) throws KeyUnknown, Damaged {
        if (wrapped.length != WRAPPED_BYTES) {
            throw new Damaged(
                    "expected a wrapped key of %d bytes, got %d"
                            .formatted(WRAPPED_BYTES, wrapped.length));
        }
        int at = MasterKey.ID_BYTES;
        var master =
                byId(wrapped)
                        .orElseThrow(() ->
                                new KeyUnknown(
                                        "sealed under master key "
                                                + masterId(wrapped)
                                                + ", which is not among the "
                                                + keys.size()
                                                + " known; add it to the key file, or to"
                                                + " PARLEY_RECORDS_OLD_KEYS"));
        return DataKey.of(
                Aes.open(
                        master.key(),
                        Arrays.copyOfRange(wrapped, at, at + Aes.NONCE_BYTES),
                        context,
                        wrapped,
                        at + Aes.NONCE_BYTES,
                        Aes.KEY_BYTES + Aes.TAG_BYTES));
    }

    private Optional<MasterKey> byId(byte[] wrapped) {
        byte[] id = Arrays.copyOf(wrapped, MasterKey.ID_BYTES);
        return keys.stream().filter(key -> Arrays.equals(key.idBytes(), id)).findFirst();
    }

    /// Which master key wrapped this, 16 hex digits.
    public static String masterId(byte[] wrapped) {
        return HexFormat.of().formatHex(wrapped, 0, MasterKey.ID_BYTES);
    }
}
