package dev.parley.app.settings;

import java.nio.file.Path;
import java.util.Optional;

/// TLS of the API and media listener.
///
/// @param enabled whether it speaks TLS
/// @param certificate PEM file of the chain; empty for one made on request
/// @param key PEM file of its key
/// @param selfSigned a certificate of our own making, for the local network
public record TlsSettings(
        boolean enabled, Optional<Path> certificate, Optional<Path> key, boolean selfSigned) {
    static TlsSettings from(SettingsReader reader) {
        var certificate = reader.text("server.tls.cert").map(Path::of);
        var key = reader.text("server.tls.key").map(Path::of);
        boolean selfSigned = reader.flag("server.tls.self-signed", false);
        if (certificate.isPresent() != key.isPresent()) {
            throw new InvalidSettings(
                    "settings \"server.tls.cert\" and \"server.tls.key\": expected both or none, got only %s"
                            .formatted(certificate.isPresent() ? "the first" : "the second"));
        }
        if (certificate.isPresent() && selfSigned) {
            throw new InvalidSettings(
                    "setting \"server.tls.self-signed\": expected false with \"server.tls.cert\", got true; keep one of the two");
        }
        return new TlsSettings(certificate.isPresent() || selfSigned, certificate, key, selfSigned);
    }
}
