package dev.parley.compliance;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and checks tokens that say by themselves what they are good for: a purpose, a subject, an
/// expiry and a nonce, signed with HMAC-SHA256 (RFC 2104). Nothing is stored; who wants a token to
/// be good for one use keeps the nonces spent. What is in a token can be read by its holder: put
/// nothing secret or personal into the subject. Thread-safe.
///
/// Form: base64url of `purpose|expiry in epoch seconds|nonce|subject`, a dot, base64url of the
/// signature; no padding, safe in a URL.
public final class SignedToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int MAX_TOKEN_CHARS = 2_048;
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final InstantSource clock;

    private SignedToken(byte[] key, InstantSource clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /// Tokens that nobody but this process can make or check.
    public static SignedToken withRandomKey(InstantSource clock) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new SignedToken(key, clock);
    }

    /// Tokens that every process with this key can make and check.
    ///
    /// @throws IllegalArgumentException if the key is shorter than 32 characters
    public static SignedToken withKey(Secret key, InstantSource clock) {
        byte[] bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                    "token key: expected at least %d characters, got %d; make one with: openssl rand -hex 32"
                            .formatted(KEY_BYTES, bytes.length));
        }
        return new SignedToken(bytes, clock);
    }

    /// What a checked token says.
    ///
    /// @param nonce unique to this token, for who wants it spent once
    public record Claims(String subject, Instant expiry, String nonce) {}

    /// What a token is worth.
    public sealed interface Verdict {
        record Valid(Claims claims) implements Verdict {}

        /// Ours, for this purpose, but its time is over.
        record Expired() implements Verdict {}

        /// Not made with this key, made for another purpose, or no token at all.
        record Foreign() implements Verdict {}
    }

    /// Makes a token.
    ///
    /// @param purpose what it is good for, a plain name such as "records"; a token is worth nothing
    ///   for any other
    /// @param subject what it is about, such as a call id; at most 1,000 characters
    /// @param life how long it is good, to the second
    public String issue(String purpose, String subject, Duration life) {
        if (!PURPOSE.matcher(purpose).matches() || subject.length() > 1_000) {
            throw new IllegalArgumentException(
                    "token: expected a plain name as purpose and a subject of at most 1000 characters, got purpose \"%s\" and %d characters"
                            .formatted(purpose, subject.length()));
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        long expiry = clock.instant().plus(life).getEpochSecond();
        var text =
                String.join(
                        "|",
                        purpose,
                        Long.toString(expiry),
                        HexFormat.of().formatHex(nonce),
                        subject);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(content) + "." + ENCODER.encodeToString(signature(content));
    }

    /// Checks a token, in a time that does not depend on what is wrong with its signature.
    public Verdict check(String purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_TOKEN_CHARS) {
            return new Verdict.Foreign();
        }
        byte[] content;
        byte[] signature;
        try {
            content = DECODER.decode(token.substring(0, dot));
            signature = DECODER.decode(token.substring(dot + 1));
        } catch (IllegalArgumentException _) {
            return new Verdict.Foreign();
        }
        if (!MessageDigest.isEqual(signature(content), signature)) {
            return new Verdict.Foreign();
        }
        var parts = new String(content, StandardCharsets.UTF_8).split("\\|", 4);
        if (parts.length != 4 || !parts[0].equals(purpose)) {
            return new Verdict.Foreign();
        }
        var expiry = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        return clock.instant().isBefore(expiry)
                ? new Verdict.Valid(new Claims(parts[3], expiry, parts[2]))
                : new Verdict.Expired();
    }

    private byte[] signature(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
