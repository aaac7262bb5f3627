package dev.parley.transports.listen;

import dev.parley.transports.listen.ListenSettings.TlsFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a certificate and its key, and refuses a pair that no client could use. Blocks.
final class Tls {
    private static final Pattern PKCS8 =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final byte[] PROOF = "parley".getBytes(StandardCharsets.US_ASCII);

    private Tls() {}

    /// The pair as it is on disk now.
    ///
    /// @throws UnusableTls with the file and the remedy
    static PemKeyCertOptions read(TlsFiles files) {
        byte[] certificate = bytes(files.certificate(), "certificate");
        byte[] key = bytes(files.key(), "key");
        check(files, certificate, key);
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate))
                .addKeyValue(Buffer.buffer(key));
    }

    private static void check(TlsFiles files, byte[] certificate, byte[] key) {
        try {
            var first =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(certificate));
            first.checkValidity();
            var match = PKCS8.matcher(new String(key, StandardCharsets.US_ASCII));
            if (match.find() && !isPair(first.getPublicKey(), match.group(1))) {
                throw refusal(
                        files.key(), "expected the key of the certificate, got another", null);
            }
        } catch (CertificateException | ClassCastException e) {
            throw refusal(
                    files.certificate(),
                    "expected a PEM certificate that is valid now, got: " + e.getMessage(),
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refusal(
                    files.key(),
                    "expected the PEM key of the certificate, got: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isPair(PublicKey open, String base64) throws GeneralSecurityException {
        var algorithm =
                switch (open.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> open.getAlgorithm();
                };
        PrivateKey key =
                KeyFactory.getInstance(open.getAlgorithm())
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROOF);
        byte[] proof = signature.sign();
        signature.initVerify(open);
        signature.update(PROOF);
        return signature.verify(proof);
    }

    private static byte[] bytes(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refusal(file, "expected a PEM " + what + " that can be read, got " + e, e);
        }
    }

    private static UnusableTls refusal(Path file, String what, @Nullable Exception cause) {
        return new UnusableTls(
                "TLS, file \"" + file + "\": " + what + "; check \"server.tls\"", cause);
    }
}
