package dev.parley.app.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A certificate that this server signs for itself, so that a browser on the local network gets a
/// secure page after its owner accepted it once. Kept in a folder and made anew when it is about to
/// expire or the machine has an address that it does not name. P-256, SHA-256, X.509 v3 (RFC 5280).
public final class SelfSigned {
    private static final Duration LIFE = Duration.ofDays(397);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final byte[] ECDSA_SHA256 =
            Der.sequence(Der.objectId(1, 2, 840, 10045, 4, 3, 2));
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private final Path folder;
    private final Clock clock;

    /// The folder must be private to its owner.
    public SelfSigned(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public Path certificate() {
        return folder.resolve("self-signed.pem");
    }

    public Path key() {
        return folder.resolve("self-signed.key");
    }

    /// Makes certificate and key unless good ones are there. Blocks.
    ///
    /// @throws UncheckedIOException if the folder cannot be written
    public void provide() {
        var names = names();
        if (isGood(names)) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            write(key(), "PRIVATE KEY", pair.getPrivate().getEncoded());
            write(certificate(), "CERTIFICATE", signed(pair, names));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256 and SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the certificate: " + e.getMessage(), e);
        }
    }

    private boolean isGood(Set<String> names) {
        if (!Files.isReadable(certificate()) || !Files.isReadable(key())) {
            return false;
        }
        try (var in = Files.newInputStream(certificate())) {
            var found =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            found.checkValidity(Date.from(clock.instant().plus(RENEW_BEFORE)));
            var named = new TreeSet<String>();
            var alternatives = found.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(entry -> named.add(canonical(String.valueOf(entry.get(1)))));
            }
            return named.containsAll(names.stream().map(SelfSigned::canonical).toList());
        } catch (IOException | CertificateException _) {
            return false; // then a new one is made
        }
    }

    private byte[] signed(KeyPair pair, Set<String> names) throws GeneralSecurityException {
        var from = clock.instant().minus(Duration.ofHours(1));
        byte[] who =
                Der.sequence(
                        Der.set(
                                Der.sequence(
                                        Der.objectId(2, 5, 4, 3),
                                        Der.text("Parley, self-signed"))));
        byte[] content =
                Der.sequence(
                        Der.explicit(0, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(120, new SecureRandom()).setBit(119)),
                        ECDSA_SHA256,
                        who,
                        Der.sequence(Der.time(from), Der.time(from.plus(LIFE))),
                        who,
                        pair.getPublic().getEncoded(),
                        Der.explicit(3, extensions(names)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] extensions(Set<String> names) {
        List<byte[]> alternatives = new ArrayList<>();
        for (var name : names) {
            alternatives.add(
                    isAddress(name)
                            ? Der.implicit(ADDRESS, address(name))
                            : Der.implicit(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(
                // basicConstraints: no authority
                Der.sequence(Der.objectId(2, 5, 29, 19), Der.truth(), Der.octets(Der.sequence())),
                // extKeyUsage: server
                Der.sequence(
                        Der.objectId(2, 5, 29, 37),
                        Der.octets(Der.sequence(Der.objectId(1, 3, 6, 1, 5, 5, 7, 3, 1)))),
                Der.sequence(
                        Der.objectId(2, 5, 29, 17),
                        Der.octets(Der.sequence(alternatives.toArray(byte[][]::new)))));
    }

    /// Names and addresses under which this machine may be asked for.
    private static Set<String> names() {
        var names = new TreeSet<String>();
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        try {
            var host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z0-9.-]+") && !isAddress(host)) {
                names.add(host);
            }
        } catch (UnknownHostException _) {
            // a machine without a name is found by its addresses
        }
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .forEach(address -> names.add(address.getHostAddress()));
        } catch (SocketException _) {
            // no addresses to be told: the names above remain
        }
        return names;
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("expected an address, got " + literal, e);
        }
    }

    /// Addresses can be written in several ways.
    private static String canonical(String name) {
        return isAddress(name) ? Base64.getEncoder().encodeToString(address(name)) : name;
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        var text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(
                                kind,
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(content),
                                kind);
        var draft =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "draft",
                        null,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
