package dev.parley.providers;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An authority of our own and servers' certificates for a test, made by the JDK's `keytool`: a
/// good one for localhost, one for another name, one that has expired, and one that nobody signed.
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path trusted;

    private Certificates(Path keys, Path trusted) {
        this.keys = keys;
        this.trusted = trusted;
    }

    static Certificates make(Path folder) throws Exception {
        var made = new Certificates(folder.resolve("keys.p12"), folder.resolve("trusted.p12"));
        made.key("authority", "-ext", "bc:c");
        made.key("good", "-signer", "authority", "-ext", "san=dns:localhost,ip:127.0.0.1");
        made.key("wrong-name", "-signer", "authority", "-ext", "san=dns:other.example");
        made.key(
                "expired",
                "-signer",
                "authority",
                "-ext",
                "san=dns:localhost",
                "-startdate",
                "-10d",
                "-validity",
                "5");
        made.key("self-signed", "-ext", "san=dns:localhost");
        made.trust();
        return made;
    }

    private void key(String alias, String... more) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                keys.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keyalg",
                                "EC",
                                "-alias",
                                alias,
                                "-dname",
                                "CN=" + alias));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private void trust() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", open().getCertificate("authority"));
        try (OutputStream out = Files.newOutputStream(trusted)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    }

    /// Holds the authority alone.
    Path trusted() {
        return trusted;
    }

    /// A socket that shows the certificate of this name.
    ServerSocket server(String alias) throws IOException, GeneralSecurityException {
        var all = open();
        var one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"));
    }
}
