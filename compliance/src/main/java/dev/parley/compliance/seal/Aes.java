package dev.parley.compliance.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256 in Galois/Counter mode with 96-bit nonces and 128-bit tags (NIST SP 800-38D). A nonce
/// must never be used twice under one key.
final class Aes {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Aes() {}

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /// Cipher text and tag.
    static byte[] seal(
            SecretKey key, byte[] nonce, byte[] context, byte[] plain, int offset, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /// What was sealed under the same key, nonce and context; anything else throws [Damaged].
    static byte[] open(
            SecretKey key, byte[] nonce, byte[] context, byte[] sealed, int offset, int length)
            throws Damaged {
        if (length < TAG_BYTES) {
            throw new Damaged("expected at least a tag of 16 bytes, got " + length);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed, offset, length);
        } catch (AEADBadTagException _) {
            throw new Damaged("the bytes are not those that were sealed under this key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
