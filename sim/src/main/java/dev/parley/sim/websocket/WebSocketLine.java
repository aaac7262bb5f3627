package dev.parley.sim.websocket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;

/// A client's end of a WebSocket by RFC 6455, on a plain blocking socket, so that it can also do
/// what no client should. One thread reads; several may send.
public final class WebSocketLine implements AutoCloseable {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int MAX_MESSAGE = 16 << 20;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock sending = new ReentrantLock();

    /// What the reader gets: a whole message or a close frame. Pings are answered inside.
    public sealed interface Incoming {
        record Text(String text) implements Incoming {}

        /// The array is the reader's to keep.
        @SuppressWarnings("ArrayRecordComponent") // read once, by the peer's codec
        record Binary(byte[] bytes) implements Incoming {}

        record Close(int code, String reason) implements Incoming {}

        /// A frame that breaks RFC 6455. What follows it cannot be read.
        record Broken(String what) implements Incoming {}
    }

    private WebSocketLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 8192));
        this.out = socket.getOutputStream();
    }

    /// Connects and shakes hands. Throws [HandshakeRefused] if the answer is not a proper 101, and
    /// another [IOException] if the server cannot be reached.
    public static WebSocketLine connect(Handshake handshake) throws IOException {
        var url = handshake.url();
        boolean secure = "wss".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        var socket = secure ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        try {
            if (handshake.receiveBuffer() > 0) {
                socket.setReceiveBufferSize(handshake.receiveBuffer());
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var line = new WebSocketLine(socket);
            line.shakeHands(handshake, port);
            socket.setSoTimeout(0);
            return line;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    public void text(String message) throws IOException {
        frame(TEXT, true, message.getBytes(StandardCharsets.UTF_8));
    }

    public void close(int code, String reason) throws IOException {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
        frame(CLOSE, true, payload.array());
    }

    /// Sends one masked frame.
    public void frame(int opcode, boolean last, byte[] payload) throws IOException {
        var mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        var frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        raw(Arrays.copyOf(frame.array(), frame.position()));
    }

    public void raw(byte[] bytes) throws IOException {
        sending.lock();
        try {
            out.write(bytes);
        } finally {
            sending.unlock();
        }
    }

    /// Waits for the next message or close; throws [IOException] when the connection breaks.
    public Incoming read() throws IOException {
        var message = new byte[0];
        int kind = 0;
        while (true) {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int opcode = first & 0x0F;
            boolean last = (first & 0x80) != 0;
            if ((first & 0x70) != 0 || (second & 0x80) != 0) {
                return new Incoming.Broken("reserved bits set or server frame masked");
            }
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            if (length < 0 || length + message.length > MAX_MESSAGE) {
                return new Incoming.Broken("frame of " + length + " bytes");
            }
            var payload = in.readNBytes((int) length);
            switch (opcode) {
                case PING -> frame(PONG, true, payload);
                case PONG -> {}
                case CLOSE -> {
                    return closed(payload);
                }
                case 0, TEXT, BINARY -> {
                    if ((opcode == 0) == (kind == 0)) {
                        return new Incoming.Broken("fragments out of order");
                    }
                    kind = opcode == 0 ? kind : opcode;
                    message = joined(message, payload);
                    if (last) {
                        return kind == BINARY
                                ? new Incoming.Binary(message)
                                : new Incoming.Text(new String(message, StandardCharsets.UTF_8));
                    }
                }
                default -> {
                    return new Incoming.Broken("frame with opcode " + opcode);
                }
            }
        }
    }

    /// Cuts the connection with a TCP reset.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static Incoming closed(byte[] payload) {
        if (payload.length < 2) {
            return new Incoming.Close(1005, "");
        }
        int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        return new Incoming.Close(
                code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void shakeHands(Handshake handshake, int port) throws IOException {
        var nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        var key = Base64.getEncoder().encodeToString(nonce);
        var url = handshake.url();
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var request =
                new StringBuilder(
                        """
                        GET %s HTTP/1.1\r
                        Host: %s:%d\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Key: %s\r
                        Sec-WebSocket-Version: 13\r
                        """
                                .formatted(path + query, url.getHost(), port, key));
        handshake
                .headers()
                .forEach((name, value) ->
                        request.append(name).append(": ").append(value).append("\r\n"));
        raw(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        var status = headerLine();
        if (!status.startsWith("HTTP/1.1 101 ")) {
            var parts = status.split(" ", 3);
            boolean isHttp = parts.length > 1 && parts[1].matches("[1-5][0-9][0-9]");
            throw new HandshakeRefused(
                    isHttp ? Integer.parseInt(parts[1]) : 0,
                    "expected status 101, got \"" + status + "\"");
        }
        boolean accepted = false;
        for (var line = headerLine(); !line.isEmpty(); line = headerLine()) {
            int colon = line.indexOf(':');
            var name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("sec-websocket-accept")) {
                accepted = line.substring(colon + 1).strip().equals(acceptOf(key));
            } else if (name.equals("sec-websocket-extensions")) {
                throw new HandshakeRefused(0, "the server took an extension not offered: " + line);
            }
        }
        if (!accepted) {
            throw new HandshakeRefused(0, "the server did not prove that it read the key");
        }
    }

    private String headerLine() throws IOException {
        var line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (line.length() > 8192) {
                throw new IOException("header line longer than 8192 bytes");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static String acceptOf(String key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
