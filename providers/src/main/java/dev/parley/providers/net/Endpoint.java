package dev.parley.providers.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a provider is: the base of its addresses.
///
/// @param host name or address, without brackets
/// @param path begins with `/` or is empty, without a `/` at the end
/// @param query what every address carries, without `?`; often empty
public record Endpoint(boolean tls, String host, int port, String path, String query) {
    /// Reads `https://host[:port][/path][?query]`, also with `http`, `ws` or `wss`.
    ///
    /// @throws IllegalArgumentException with what is wrong; never with what may be a key in it
    public static Endpoint of(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("expected an address such as https://host/v1");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls =
                switch (scheme) {
                    case "https", "wss" -> true;
                    case "http", "ws" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "expected an address with https, http, wss or ws");
                };
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("expected an address with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "expected an address without user, password and fragment; the key has a"
                            + " setting of its own");
        }
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        var host = uri.getHost().replaceAll("^\\[|]$", "");
        return new Endpoint(
                tls, host, port, path, uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    /// The request's address below the base: its path, and both queries.
    public String at(String below, String moreQuery) {
        var both =
                query.isEmpty() || moreQuery.isEmpty()
                        ? query + moreQuery
                        : query + "&" + moreQuery;
        return path + below + (both.isEmpty() ? "" : "?" + both);
    }

    /// Whether this is the same machine.
    public boolean isLocal() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    /// For messages: host and port alone.
    public String place() {
        return host + ":" + port;
    }
}
