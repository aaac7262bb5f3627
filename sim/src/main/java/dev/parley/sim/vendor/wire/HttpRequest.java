package dev.parley.sim.vendor.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A request as it came. Immutable.
public final class HttpRequest {
    private final long connection;
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpRequest(
            long connection,
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body) {
        this.connection = connection;
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body.clone();
    }

    /// The how-manieth connection of the server it came on, from 1.
    public long connection() {
        return connection;
    }

    public String method() {
        return method;
    }

    /// Without the query.
    public String path() {
        return path;
    }

    /// Decoded names and values, in the order of first appearance.
    public Map<String, List<String>> query() {
        return query;
    }

    /// The first value of a query parameter, or the other.
    public String query(String name, String otherwise) {
        var values = query.get(name);
        return values == null ? otherwise : values.getFirst();
    }

    /// Names in lower case; values of a repeated header joined by a comma.
    public Map<String, String> headers() {
        return headers;
    }

    /// The value of a header, empty if there is none.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean wantsWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }
}
