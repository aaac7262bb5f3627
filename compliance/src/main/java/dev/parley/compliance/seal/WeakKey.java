package dev.parley.compliance.seal;

/// A master key that must not be used, or one that others could have read.
public final class WeakKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeakKey(String where, String why) {
        super(
                where
                        + ": expected 32 random bytes in Base64, but "
                        + why
                        + "; make a key with: openssl rand -base64 32");
    }

    WeakKey(String message) {
        super(message);
    }
}
