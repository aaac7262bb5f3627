package dev.parley.transports.listen;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as the peer wrote it, to open a WebSocket or for a page; all of it untrusted.
///
/// @param path decoded path, without query
/// @param query first value of each parameter, decoded; at most 32 of them
/// @param origin the `Origin` header; browsers always send it, others rarely
/// @param authorization the `Authorization` header
/// @param host the `Host` or authority asked for, name and port; empty if there is none
/// @param isTls whether it came over TLS
/// @param isLocal whether it comes from this machine, and not through a proxy as far as one can see
public record Knock(
        String path,
        Map<String, String> query,
        Optional<String> origin,
        Optional<String> authorization,
        String host,
        boolean isTls,
        boolean isLocal) {
    private static final int MAX_PARAMETERS = 32;

    public Knock {
        query = Map.copyOf(query);
    }

    static Knock of(ServerWebSocketHandshake handshake) {
        return of(
                handshake.uri(),
                handshake.headers(),
                handshake.authority(),
                handshake.isSsl(),
                handshake.remoteAddress());
    }

    public static Knock of(HttpServerRequest request) {
        return of(
                request.uri(),
                request.headers(),
                request.authority(),
                request.isSSL(),
                request.remoteAddress());
    }

    private static Knock of(
            String uri,
            MultiMap headers,
            @Nullable HostAndPort authority,
            boolean isTls,
            @Nullable SocketAddress from) {
        var decoder = new QueryStringDecoder(uri, true);
        String path;
        Map<String, String> query = new HashMap<>();
        try {
            path = decoder.path();
            decoder.parameters().entrySet().stream()
                    .limit(MAX_PARAMETERS)
                    .forEach(entry -> query.put(entry.getKey(), entry.getValue().getFirst()));
        } catch (IllegalArgumentException _) {
            path = ""; // escapes that decode to nothing: no path of ours
        }
        return new Knock(
                path,
                query,
                Optional.ofNullable(headers.get("Origin")),
                Optional.ofNullable(headers.get("Authorization")),
                hostOf(headers, authority),
                isTls,
                from != null && isLoopback(from) && !isForwarded(headers));
    }

    /// HTTP/2 has no `Host` header but an authority.
    private static String hostOf(MultiMap headers, @Nullable HostAndPort authority) {
        var host = headers.get("Host");
        if (host != null) {
            return host;
        }
        return authority == null ? "" : authority.toString();
    }

    private static boolean isLoopback(SocketAddress from) {
        var address = from.hostAddress();
        return address != null
                && (address.startsWith("127.")
                        || address.equals("::1")
                        || address.equals("0:0:0:0:0:0:0:1"));
    }

    private static boolean isForwarded(MultiMap headers) {
        return headers.contains("Forwarded")
                || headers.contains("X-Forwarded-For")
                || headers.contains("Via");
    }
}
