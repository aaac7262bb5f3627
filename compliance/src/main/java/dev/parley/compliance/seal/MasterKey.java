package dev.parley.compliance.seal;

import dev.parley.compliance.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key of the operator, 32 random bytes, written in Base64. It wraps data keys and seals nothing
/// else. Its id is public: the first 8 bytes of a SHA-256. Never prints itself.
public final class MasterKey {
    static final int ID_BYTES = 8;

    /// 32 random bytes have fewer than 16 different values less than once in 10^17 times.
    private static final int LEAST_DIFFERENT = 16;

    private final Secret text;
    private final SecretKey key;
    private final byte[] id;

    private MasterKey(Secret text, byte[] bytes) {
        this.text = text;
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = id(bytes);
    }

    /// A new random one.
    public static MasterKey random() {
        byte[] bytes = Aes.random(Aes.KEY_BYTES);
        return new MasterKey(Secret.of(Base64.getEncoder().encodeToString(bytes)), bytes);
    }

    /// Reads a key; throws [WeakKey] if it is not 32 bytes of Base64 or plainly not random.
    ///
    /// @param where names the source in the message, as "PARLEY_RECORDS_KEY"
    public static MasterKey parse(Secret text, String where) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.reveal().strip());
        } catch (IllegalArgumentException _) {
            throw new WeakKey(where, "it is not Base64");
        }
        if (bytes.length != Aes.KEY_BYTES) {
            throw new WeakKey(where, "it has " + bytes.length + " bytes");
        }
        boolean[] seen = new boolean[256];
        int different = 0;
        int steps = 0;
        for (int i = 0; i < bytes.length; i++) {
            different += seen[bytes[i] & 0xFF] ? 0 : 1;
            seen[bytes[i] & 0xFF] = true;
            steps += i > 0 && Math.abs(bytes[i] - bytes[i - 1]) <= 1 ? 1 : 0;
        }
        if (different < LEAST_DIFFERENT || steps > bytes.length / 2 || isText(bytes)) {
            throw new WeakKey(where, "its bytes are not random");
        }
        return new MasterKey(Secret.of(text.reveal().strip()), bytes);
    }

    /// 32 random bytes are all printable less than once in 10^13 times; a pass phrase always is.
    private static boolean isText(byte[] bytes) {
        for (byte value : bytes) {
            if (value < 0x20 || value > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static byte[] id(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("parley master key id".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(bytes), ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Public name, 16 hex digits.
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] idBytes() {
        return id.clone();
    }

    SecretKey key() {
        return key;
    }

    /// The key itself in Base64, for the key file.
    public Secret text() {
        return text;
    }

    @Override
    public String toString() {
        return "[master key " + id() + "]";
    }
}
