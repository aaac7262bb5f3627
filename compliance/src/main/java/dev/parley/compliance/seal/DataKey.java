package dev.parley.compliance.seal;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A random key of one file or one call. It lies beside what it seals, wrapped by a master key: who
/// destroys the wrapped key destroys what it sealed. Never prints itself. Thread-safe.
public final class DataKey {
    private final SecretKey key;

    private DataKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /// A new one.
    public static DataKey random() {
        return new DataKey(Aes.random(Aes.KEY_BYTES));
    }

    static DataKey of(byte[] bytes) {
        return new DataKey(bytes);
    }

    byte[] bytes() {
        return key.getEncoded();
    }

    SecretKey key() {
        return key;
    }

    /// Seals a message under a random nonce, which goes before it. For at most 2^32 messages.
    ///
    /// @param context what the message belongs to; not kept, but needed to open it
    public byte[] seal(byte[] context, byte[] plain) {
        byte[] nonce = Aes.random(Aes.NONCE_BYTES);
        byte[] sealed = Aes.seal(key, nonce, context, plain, 0, plain.length);
        byte[] message = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, message, nonce.length, sealed.length);
        return message;
    }

    /// Opens what [#seal] made.
    ///
    /// @throws Damaged if it is not that, or belongs to something else
    public byte[] open(byte[] context, byte[] message) throws Damaged {
        if (message.length < Aes.NONCE_BYTES) {
            throw new Damaged("expected a nonce of 12 bytes, got " + message.length);
        }
        return Aes.open(
                key,
                Arrays.copyOf(message, Aes.NONCE_BYTES),
                context,
                message,
                Aes.NONCE_BYTES,
                message.length - Aes.NONCE_BYTES);
    }

    @Override
    public String toString() {
        return "[data key]";
    }
}
