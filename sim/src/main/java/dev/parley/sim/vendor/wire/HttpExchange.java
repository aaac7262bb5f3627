package dev.parley.sim.vendor.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// A request and the way to answer it: once, by [#answer], [#open], [#accept] or [#cut]. Used by
/// the thread that handles the request.
public final class HttpExchange {
    private final HttpRequest request;
    private final Connection connection;
    private final InputStream in;
    private final OutputStream out;
    private final Patience patience = new Patience();
    private volatile boolean isOver;
    private volatile boolean isUpgraded;

    HttpExchange(HttpRequest request, Connection connection, InputStream in, OutputStream out) {
        this.request = request;
        this.connection = connection;
        this.in = in;
        this.out = out;
    }

    public HttpRequest request() {
        return request;
    }

    /// Answers with a whole body.
    public void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head(status, headers, "Content-Length: " + body.length));
        all.writeBytes(body);
        out.write(all.toByteArray());
        isOver = true;
    }

    /// Answers with a body that comes in pieces, each a chunk of its own (RFC 9112 §7.1).
    public ChunkedBody open(int status, Map<String, String> headers) throws IOException {
        out.write(head(status, headers, "Transfer-Encoding: chunked"));
        return new ChunkedBody(out, connection, () -> isOver = true);
    }

    /// Turns the connection into a WebSocket (RFC 6455 §4.2.2).
    public WebSocketSession accept(Map<String, String> headers) throws IOException {
        var answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        answer.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
                .append(Handshakes.accept(request.header("sec-websocket-key")))
                .append("\r\n");
        headers.forEach(
                (name, value) -> answer.append(name).append(": ").append(value).append("\r\n"));
        out.write(answer.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        isUpgraded = true;
        isOver = true;
        return new WebSocketSession(in, out, connection, patience);
    }

    private static byte[] head(int status, Map<String, String> headers, String length) {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append(length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Resets the connection without a byte.
    public void cut() {
        isOver = true;
        connection.cut();
    }

    /// Waits so long.
    ///
    /// @throws ClientGone if the client goes before
    public void pause(Duration time) throws ClientGone, InterruptedException {
        patience.pause(time);
    }

    public boolean isGone() {
        return patience.isGone();
    }

    Patience patience() {
        return patience;
    }

    boolean isOver() {
        return isOver;
    }

    boolean isUpgraded() {
        return isUpgraded;
    }
}
