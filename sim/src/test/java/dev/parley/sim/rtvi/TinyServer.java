package dev.parley.sim.rtvi;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A WebSocket server on 127.0.0.1 for one client, that plays a script: what it does with the
/// session is up to the test, right or wrong.
final class TinyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> received = new CopyOnWriteArrayList<>();

    /// What a server does with its one session, on a thread of its own.
    interface Script {
        void run(Session session) throws IOException;
    }

    TinyServer(Script script) throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(() -> {
                    try (var socket = listener.accept()) {
                        script.run(new Session(socket));
                    } catch (IOException _) {
                        // The client has gone, which ends the script.
                        return;
                    }
                });
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/rtvi");
    }

    /// Types of the messages that came, `audio` for sound, with the request line first.
    List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    final class Session {
        private final Socket socket;
        private final DataInputStream in;
        private String lastId = "";
        private boolean isText;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            received.add(request.substring(0, request.indexOf("\r\n")));
            var key =
                    request.substring(request.indexOf("Key: ") + 5).lines().findFirst().orElse("");
            write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + accept(key)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        /// Reads until a message of this type comes, and answers pings of nobody.
        Session until(String type) throws IOException {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = (int) in.readLong();
                }
                var mask = in.readNBytes(4);
                var payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i & 3];
                }
                if (opcode == 8) {
                    received.add("close " + payload.length);
                    throw new IOException("closed");
                }
                isText = opcode == 1;
                var json = isText ? new String(payload, StandardCharsets.UTF_8) : inside(payload);
                if (json.isEmpty()) {
                    received.add("audio");
                    continue;
                }
                var found = value(json, "type");
                lastId = value(json, "id");
                received.add(found);
                if (found.equals(type)) {
                    return this;
                }
            }
        }

        String lastId() {
            return lastId;
        }

        Session ready() throws IOException {
            until("client-ready");
            return json(
                    "\"type\":\"bot-ready\",\"id\":\"%s\",\"data\":{\"version\":\"2.2.0\"}"
                            .formatted(lastId));
        }

        Session type(String type) throws IOException {
            return json("\"type\":\"" + type + "\"");
        }

        Session json(String inside) throws IOException {
            var json = "{\"label\":\"rtvi-ai\"," + inside + "}";
            if (isText) {
                return frame(1, json.getBytes(StandardCharsets.UTF_8));
            }
            return frame(2, FrameWriter.message(json));
        }

        Session output(String status, String heard, String rest) throws IOException {
            return json(
                    "\"type\":\"bot-output\",\"data\":"
                            + ("{'text':'%s','output_type':'sentence','text_type':'sentence',"
                                            + "'aggregated_by':'sentence','segment_id':1,"
                                            + "'will_be_spoken':true,'spoken_status':'%s',"
                                            + "'spoken_progress':{'accumulated_text':'%s',"
                                            + "'remaining_text':'%s'}}")
                                    .formatted(heard + rest, status, heard, rest)
                                    .replace('\'', '"'));
        }

        /// A loud square wave of that length at 24 kHz, all at once.
        Session sound(int millis) throws IOException {
            var samples = ByteBuffer.allocate(millis * 48);
            for (int i = 0; samples.hasRemaining(); i++) {
                short level = (short) (i / 24 % 2 == 0 ? 8000 : -8000);
                samples.put((byte) level).put((byte) (level >> 8));
            }
            return frame(2, FrameWriter.audio(samples.array(), 24_000, 1));
        }

        Session frame(int opcode, byte[] payload) throws IOException {
            var head = ByteBuffer.allocate(10).put((byte) (0x80 | opcode));
            if (payload.length < 126) {
                head.put((byte) payload.length);
            } else if (payload.length < 65_536) {
                head.put((byte) 126).putShort((short) payload.length);
            } else {
                head.put((byte) 127).putLong(payload.length);
            }
            write(Arrays.copyOf(head.array(), head.position()));
            write(payload);
            return this;
        }

        private void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /// The JSON of a message frame, empty for sound.
        private static String inside(byte[] frame) {
            if (frame[0] != 0x22) {
                return "";
            }
            var text = new String(frame, StandardCharsets.UTF_8);
            return text.substring(text.indexOf('{'));
        }

        private static String value(String json, String name) {
            int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
            return at < name.length() + 4 ? "" : json.substring(at, json.indexOf('"', at));
        }

        private static String accept(String key) {
            try {
                var bytes =
                        (key.strip() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                .getBytes(StandardCharsets.US_ASCII);
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
            } catch (NoSuchAlgorithmException impossible) {
                throw new UncheckedIOException(new IOException(impossible));
            }
        }
    }
}
