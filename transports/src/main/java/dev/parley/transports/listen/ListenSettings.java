package dev.parley.transports.listen;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where and how the listener listens.
///
/// @param host address to bind
/// @param port port to bind; 0 takes a free one
/// @param eventLoops how many event loops share the port
/// @param tls certificate and key; without them it speaks plain HTTP
public record ListenSettings(String host, int port, int eventLoops, Optional<TlsFiles> tls) {
    public ListenSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "listener: expected a port of 0 to 65535, got " + port);
        }
        if (eventLoops < 1 || eventLoops > 64) {
            throw new IllegalArgumentException(
                    "listener: expected 1 to 64 event loops, got " + eventLoops);
        }
    }

    /// One event loop, plain HTTP.
    public static ListenSettings on(String host, int port) {
        return new ListenSettings(host, port, 1, Optional.empty());
    }

    /// PEM files of a certificate chain and its private key (PKCS #8, or the older RSA and EC
    /// forms).
    ///
    /// @param look how often they are looked at; they are read again when they changed
    public record TlsFiles(Path certificate, Path key, Duration look) {
        /// Looked at every 10 s.
        public TlsFiles(Path certificate, Path key) {
            this(certificate, key, Duration.ofSeconds(10));
        }
    }
}
