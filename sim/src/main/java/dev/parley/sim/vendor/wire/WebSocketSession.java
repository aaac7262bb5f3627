package dev.parley.sim.vendor.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// The server's end of a WebSocket (RFC 6455), strict: unmasked frames, reserved bits, broken
/// fragments and text that is not UTF-8 close it with the code of the RFC. Pings are answered. One
/// thread receives; any thread sends. Extensions are never agreed.
public final class WebSocketSession {
    private static final int MAX_MESSAGE = 8 * 1024 * 1024;
    private static final int CLOSING_MILLIS = 3_000;
    private static final int SPLIT = 3;

    private final DataInputStream in;
    private final OutputStream out;
    private final Connection connection;
    private final Patience patience;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean isClosing;

    WebSocketSession(InputStream in, OutputStream out, Connection connection, Patience patience) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.connection = connection;
        this.patience = patience;
    }

    /// The next message; blocks. After `Closed` there is none.
    public Message receive() {
        try {
            var message = next();
            if (message instanceof Message.Closed) {
                patience.gone();
            }
            return message;
        } catch (SocketTimeoutException _) {
            patience.gone();
            return new Message.Closed(1006, "no answer to close");
        } catch (IOException _) {
            patience.gone();
            return new Message.Closed(1006, "");
        }
    }

    private Message next() throws IOException {
        var whole = new ByteArrayOutputStream();
        int kind = 0;
        while (true) {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int opcode = first & 0x0F;
            if ((first & 0x70) != 0 || (second & 0x80) == 0) {
                return refuse(1002, "reserved bits, or no mask");
            }
            long length = length(second & 0x7F);
            if (length < 0 || whole.size() + length > MAX_MESSAGE) {
                return refuse(1009, "message too big");
            }
            var payload = payload((int) length);
            switch (opcode) {
                case 8 -> {
                    return closed(payload);
                }
                case 9 -> frame(0x8A, payload);
                case 10 -> {}
                case 0, 1, 2 -> {
                    if ((opcode == 0) == (kind == 0)) {
                        return refuse(1002, "fragments out of order");
                    }
                    kind = opcode == 0 ? kind : opcode;
                    whole.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        return kind == 1
                                ? text(whole.toByteArray())
                                : new Message.Binary(whole.toByteArray());
                    }
                }
                default -> {
                    return refuse(1002, "unknown opcode " + opcode);
                }
            }
        }
    }

    private long length(int shortForm) throws IOException {
        return switch (shortForm) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> shortForm;
        };
    }

    private byte[] payload(int length) throws IOException {
        var mask = new byte[4];
        in.readFully(mask);
        var payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private Message text(byte[] bytes) throws IOException {
        try {
            return new Message.Text(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return refuse(1007, "not UTF-8");
        }
    }

    private Message refuse(int code, String reason) throws IOException {
        close(code, reason);
        return new Message.Closed(code, reason);
    }

    private Message closed(byte[] payload) throws IOException {
        int code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        var reason =
                payload.length < 3
                        ? ""
                        : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        if (!isClosing) {
            isClosing = true;
            frame(0x88, payload.length < 2 ? new byte[0] : Arrays.copyOf(payload, 2));
        }
        return new Message.Closed(code, reason);
    }

    public void send(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        frame(0x82, bytes);
    }

    /// Sends a text in fragments of three bytes, which cut characters and names in the middle.
    public void sendSplit(String text) throws IOException {
        split(1, text.getBytes(StandardCharsets.UTF_8), SPLIT);
    }

    /// Sends bytes in fragments that cut samples in the middle.
    public void sendSplit(byte[] bytes) throws IOException {
        split(2, bytes, Math.max(SPLIT, bytes.length / 4 | 1));
    }

    private void split(int opcode, byte[] bytes, int size) throws IOException {
        writing.lock();
        try {
            int kind = opcode;
            for (int at = 0; at < bytes.length || kind != 0; at += size) {
                var piece = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
                boolean isLast = at + size >= bytes.length;
                frame((isLast ? 0x80 : 0) | kind, piece);
                kind = 0;
                if (isLast) {
                    return;
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /// Begins to close. Nothing is sent after it; the client has three seconds to answer.
    public void close(int code, String reason) throws IOException {
        writing.lock();
        try {
            if (!isClosing) {
                var text = reason.getBytes(StandardCharsets.UTF_8);
                frame(
                        0x88,
                        ByteBuffer.allocate(2 + text.length)
                                .putShort((short) code)
                                .put(text)
                                .array());
                isClosing = true;
                connection.patience(CLOSING_MILLIS);
            }
        } finally {
            writing.unlock();
        }
    }

    private void frame(int first, byte[] payload) throws IOException {
        var head = ByteBuffer.allocate(10 + payload.length).put((byte) first);
        if (payload.length < 126) {
            head.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            head.put((byte) 126).putShort((short) payload.length);
        } else {
            head.put((byte) 127).putLong(payload.length);
        }
        head.put(payload);
        writing.lock();
        try {
            if (isClosing && first != 0x88) {
                throw new ClientGone();
            }
            out.write(head.array(), 0, head.position());
        } finally {
            writing.unlock();
        }
    }

    /// Resets the connection without a close frame.
    public void cut() {
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
}
