package dev.parley.it.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.tls.SelfSigned;
import dev.parley.it.serve.ServerProcess;
import dev.parley.it.talk.Browser.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The talk page over TLS with a certificate of the server's own making, in a real browser that
/// trusts this key and no other.
final class TlsTalkTest {
    @TempDir private Path folder;

    @Test
    @Tag("long")
    void a_call_over_tls_is_answered_and_goes_on_while_a_new_certificate_is_taken()
            throws Exception {
        var next = made("next");
        try (var server = ServerProcess.serve(folder, "--tls", "--engines", "scripted")) {
            var now = new SelfSigned(folder.resolve("data/tls"), Clock.systemUTC());
            var trusted = new JsonArray().add(fingerprint(now)).add(fingerprint(next));
            var options = new JsonObject().put("trusted", trusted).put("patience", 30_000);
            try (var browser = Browsers.fresh(Kind.CHROMIUM, options)) {
                talk(browser, server.media());

                var replacement = read(next);
                replace(next.key(), now.key());
                replace(next.certificate(), now.certificate());
                awaitServed(server.media(), replacement);

                ask(browser, "still there"); // on the connection of the old certificate
                browser.click("#hang-up").waitForView("after");
                talk(browser, server.media()); // over new connections
                assertThat(browser.seen()).noneMatch(line -> line.contains("pageerror"));
            }
        }
    }

    @Test
    @Tag("long")
    void a_browser_that_does_not_know_the_certificate_lets_no_page_in() throws Exception {
        try (var server = ServerProcess.serve(folder, "--tls", "--engines", "scripted");
                var browser =
                        Browsers.fresh(
                                Kind.CHROMIUM,
                                new JsonObject()
                                        .put(
                                                "trusted",
                                                new JsonArray().add(fingerprint(made("other")))))) {
            var page = "https://127.0.0.1:" + server.media().getPort() + "/talk";
            assertThatThrownBy(() -> browser.goTo(page))
                    .hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
        }
    }

    private static void talk(Browser browser, URI server) {
        browser.goTo("https://127.0.0.1:" + server.getPort() + "/talk").waitForView("ready");
        assertThat(browser.evaluate("return window.isSecureContext")).isEqualTo(true);
        browser.click("#start").waitForView("call");
        browser.waitFor("document.getElementById('turn').dataset.state !== 'connecting'");
        ask(browser, "hello");
    }

    /// Writes, and waits for the tone that answers.
    private static void ask(Browser browser, String words) {
        var answers = "document.querySelectorAll('#transcript li.agent').length";
        var before = browser.evaluate("return " + answers);
        browser.fill("#text", words).press("Enter");
        browser.waitFor(answers + " > " + before);
        assertThat(browser.text("#transcript")).contains(words);
    }

    private SelfSigned made(String name) throws IOException {
        var made = new SelfSigned(Files.createDirectories(folder.resolve(name)), Clock.systemUTC());
        made.provide();
        return made;
    }

    private static X509Certificate read(SelfSigned made)
            throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(made.certificate())) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /// What Chromium knows a key by: the SHA-256 of its public part.
    private static String fingerprint(SelfSigned made)
            throws IOException, GeneralSecurityException {
        byte[] open = read(made).getPublicKey().getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(open));
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Waits until a new connection that trusts this certificate alone is let in; the server looks
    /// at its files every ten seconds.
    private static void awaitServed(URI server, X509Certificate expected) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("expected", expected);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        long until = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try (var socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(
                                            InetAddress.getLoopbackAddress(), server.getPort())) {
                socket.startHandshake();
                return;
            } catch (IOException stillTheOld) {
                if (System.nanoTime() > until) {
                    throw stillTheOld;
                }
                LockSupport.parkNanos(250_000_000);
            }
        }
    }
}
