package dev.parley.app.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a page may be given to this request: over TLS, or between programs of one machine, or
/// from a proxy on this machine that says it speaks TLS to the world. Elsewhere a browser lends no
/// microphone, and what is said could be overheard.
final class SecureOrigin {
    private SecureOrigin() {}

    static boolean holds(HttpServerRequest request) {
        if (request.isSSL()) {
            return true;
        }
        if (!isLoopback(request.remoteAddress())) {
            return false;
        }
        return "https".equals(request.getHeader("x-forwarded-proto"))
                || isLocalName(request.authority() == null ? "" : request.authority().host());
    }

    private static boolean isLoopback(@Nullable SocketAddress address) {
        if (address == null || address.hostAddress() == null) {
            return false;
        }
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// The names that browsers hold for secure without TLS (W3C Secure Contexts §3.1). A foreign
    /// name that leads here is an attack by DNS.
    private static boolean isLocalName(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
