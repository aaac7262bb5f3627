package dev.parley.bench.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/// The least that can talk to a vendor: a blocking socket, bytes written by hand, and the time
/// until a text comes. One thread.
final class RawLine implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawLine(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /// A request on this connection, which stays open; the answer is read to its end.
    ///
    /// @return nanoseconds from the request to the first byte behind `text`
    long post(String path, String header, String json, String text) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        long began = System.nanoTime();
        write(
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, header, body.length),
                body);
        awaitText(text);
        in.read();
        long first = System.nanoTime() - began;
        awaitText("\r\n0\r\n\r\n");
        return first;
    }

    /// Makes a WebSocket of the connection.
    void upgrade(String path, String header) throws IOException {
        write(
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
                        .formatted(path, header),
                new byte[0]);
        awaitText("\r\n\r\n");
    }

    /// Sends a text message, unmasked by a mask of zeros, and reads until `last` came.
    ///
    /// @return nanoseconds until `first` came
    long ask(String json, String first, String last) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        long began = System.nanoTime();
        byte[] frame = new byte[8 + body.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) 0xFE;
        frame[2] = (byte) (body.length >> 8);
        frame[3] = (byte) body.length;
        System.arraycopy(body, 0, frame, 8, body.length);
        out.write(frame);
        awaitText(first);
        long took = System.nanoTime() - began;
        awaitText(last);
        return took;
    }

    private void write(String head, byte[] body) throws IOException {
        byte[] top = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[top.length + body.length];
        System.arraycopy(top, 0, all, 0, top.length);
        System.arraycopy(body, 0, all, top.length, body.length);
        out.write(all);
    }

    private void awaitText(String text) throws IOException {
        int matched = 0;
        while (matched < text.length()) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("expected \"" + text + "\", got the end of the connection");
            }
            matched = next == text.charAt(matched) ? matched + 1 : next == text.charAt(0) ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
