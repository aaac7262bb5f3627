package dev.parley.providers.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/// The server's side of a WebSocket (RFC 6455), frame by frame.
public final class RawSocket {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final RawServer.Peer peer;
    private final ReentrantLock writing = new ReentrantLock();

    /// A message of the client: text, binary or close.
    public static final class Frame {
        private final int opcode;
        private final byte[] payload;

        Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        public byte[] payload() {
            return payload.clone();
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public boolean isText() {
            return opcode == 1;
        }

        public boolean isBinary() {
            return opcode == 2;
        }

        public boolean isClose() {
            return opcode == 8;
        }
    }

    private RawSocket(RawServer.Peer peer) {
        this.peer = peer;
    }

    /// Takes the upgrade.
    public static RawSocket accept(RawServer.Request request, RawServer.Peer peer)
            throws IOException {
        peer.send(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + proof(request.header("sec-websocket-key"))
                        + "\r\n\r\n");
        return new RawSocket(peer);
    }

    private static String proof(String key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next message; a close is one too, answered already.
    public Frame read() throws IOException {
        while (true) {
            var in = peer.in();
            int first = byteOf(in);
            int second = byteOf(in);
            long length = second & 0x7F;
            if (length == 126) {
                length = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xFFFF;
            } else if (length == 127) {
                length = ByteBuffer.wrap(in.readNBytes(8)).getLong();
            }
            var mask = in.readNBytes(4);
            var payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            int opcode = first & 0x0F;
            if (opcode == 8) {
                frame(8, payload);
                peer.close();
            }
            if (opcode == 1 || opcode == 2 || opcode == 8) {
                return new Frame(opcode, payload);
            }
        }
    }

    public void text(String message) throws IOException {
        frame(1, message.getBytes(StandardCharsets.UTF_8));
    }

    public void binary(byte[] message) throws IOException {
        frame(2, message);
    }

    public void close(int code, String reason) throws IOException {
        var payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
        frame(8, payload.toByteArray());
    }

    private void frame(int opcode, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0x80 | opcode);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(126);
            bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            bytes.write(127);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        bytes.writeBytes(payload);
        writing.lock();
        try {
            peer.send(bytes.toByteArray());
        } finally {
            writing.unlock();
        }
    }

    private static int byteOf(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the client left");
        }
        return b;
    }
}
