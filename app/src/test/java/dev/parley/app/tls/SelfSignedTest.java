package dev.parley.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.meter.Meters;
import dev.parley.transports.listen.ListenSettings;
import dev.parley.transports.listen.ListenSettings.TlsFiles;
import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Routes;
import dev.parley.transports.listen.UnusableTls;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SelfSignedTest {
    @TempDir private Path folder;

    @Test
    void certificate_names_this_machine_and_is_kept_private() throws Exception {
        var made = made("a");
        var certificate = read(made);
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("localhost", "127.0.0.1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        certificate.verify(certificate.getPublicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void certificate_is_kept_until_it_is_about_to_expire() throws Exception {
        var made = made("a");
        var first = read(made).getSerialNumber();
        made.provide();
        assertThat(read(made).getSerialNumber()).isEqualTo(first);
        var nextYear = Clock.fixed(Instant.now().plus(Duration.ofDays(380)), ZoneOffset.UTC);
        new SelfSigned(folder.resolve("a"), nextYear).provide();
        assertThat(read(made).getSerialNumber()).isNotEqualTo(first);
    }

    @Test
    void listener_serves_a_new_certificate_without_a_restart_and_never_a_broken_one()
            throws Exception {
        var one = made("one");
        var other = made("other");
        var files = new TlsFiles(one.certificate(), one.key(), Duration.ofMillis(50));
        var settings = new ListenSettings("127.0.0.1", 0, 1, Optional.of(files));
        var first = read(one);
        var second = read(other);
        try (var listener =
                new Listener(
                        settings, new Routes(List.of(), Map.of(), Routes::notFound), Meters.NONE)) {
            listener.start();
            assertThat(served(listener.port(), first, second)).isEqualTo(first.getSerialNumber());
            replace(other.certificate(), one.certificate()); // its key is still the old one
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(served(listener.port(), first, second)).isEqualTo(first.getSerialNumber());
            replace(other.key(), one.key());
            for (int i = 0; i < 200 && !isServed(listener.port(), first, second); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(served(listener.port(), first, second)).isEqualTo(second.getSerialNumber());
        }
    }

    @Test
    void pair_that_does_not_belong_together_stops_the_start_with_the_remedy() throws Exception {
        var files = new TlsFiles(made("one").certificate(), made("other").key());
        try (var listener =
                new Listener(
                        new ListenSettings("127.0.0.1", 0, 1, Optional.of(files)),
                        new Routes(List.of(), Map.of(), Routes::notFound),
                        Meters.NONE)) {
            assertThatThrownBy(listener::start)
                    .isInstanceOf(UnusableTls.class)
                    .hasMessageContaining("expected the key of the certificate")
                    .hasMessageContaining("server.tls");
        }
    }

    private SelfSigned made(String name) throws IOException {
        var made = new SelfSigned(Files.createDirectories(folder.resolve(name)), Clock.systemUTC());
        made.provide();
        return made;
    }

    private static X509Certificate read(SelfSigned made) throws Exception {
        try (var in = Files.newInputStream(made.certificate())) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isServed(int port, X509Certificate first, X509Certificate second)
            throws Exception {
        return served(port, first, second).equals(second.getSerialNumber());
    }

    /// Serial number of what a client that trusts both gets, with the name checked.
    private static BigInteger served(int port, X509Certificate... trusted)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("c" + i, trusted[i]);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber();
        }
    }
}
