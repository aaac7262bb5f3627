package dev.parley.sim.vendor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server of the simulators, byte by byte.
final class LocalServerTest {
    private static final String UPGRADE =
            "GET /socket HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final int PATIENCE_MILLIS = 60_000;

    private final CountDownLatch left = new CountDownLatch(1);
    private LocalServer server;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        server = LocalServer.start(0, this::handle);
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        switch (exchange.request().path()) {
            case "/echo" -> exchange.answer(200, Map.of(), exchange.request().body());
            case "/socket" -> {
                var session = exchange.accept(Map.of());
                var message = session.receive();
                while (!(message instanceof Message.Closed)) {
                    if (message instanceof Message.Text(var text)) {
                        session.send(text);
                    }
                    message = session.receive();
                }
            }
            case "/wait" -> {
                try {
                    exchange.pause(Duration.ofHours(1));
                } finally {
                    left.countDown();
                }
            }
            default -> exchange.cut();
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private DataInputStream upgraded() throws IOException {
        write(UPGRADE);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        // The key and answer of RFC 6455 §1.3.
        assertThat(head).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return new DataInputStream(socket.getInputStream());
    }

    /// A frame of at most 125 bytes with a mask of zeros.
    private void frame(int first, byte... payload) throws IOException {
        var frame = new byte[6 + payload.length];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
                "POST /echo?a=%C3%A9 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n"
            })
    void body_is_read_by_length_or_in_chunks_and_the_connection_stays(String request)
            throws IOException {
        var answer = "HTTP/1.1 200 -\r\nContent-Length: 5\r\n\r\nhello";
        for (int i = 0; i < 3; i++) {
            write(request);
            assertThat(read(answer.length())).isEqualTo(answer);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "GET / HTTP/2\r\n\r\n",
                "GET /echo HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /echo?a=%zz HTTP/1.1\r\n\r\n",
                "POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /echo HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"
            })
    void request_that_is_none_gets_400(String request) throws IOException {
        write(request);
        assertThat(read(24)).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void client_that_leaves_while_it_waits_is_noticed() throws Exception {
        write("GET /wait HTTP/1.1\r\n\r\n");
        socket.close();
        assertThat(left.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void fragments_are_one_message_and_a_ping_between_them_is_answered() throws IOException {
        var in = upgraded();
        frame(0x01, (byte) 'h', (byte) 0xC3);
        frame(0x89, (byte) 'p');
        frame(0x80, (byte) 0xA9);
        assertThat(in.readNBytes(3)).containsExactly((byte) 0x8A, (byte) 1, (byte) 'p');
        assertThat(in.readNBytes(5)).containsExactly((byte) 0x81, 3, 'h', (byte) 0xC3, (byte) 0xA9);
        frame(0x88, (byte) 3, (byte) 0xE8);
        assertThat(in.readNBytes(4)).containsExactly((byte) 0x88, 2, 3, (byte) 0xE8);
        assertThat(in.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"0xC1, 1002", "0x80, 1002", "0x83, 1002", "0x81, 1007"})
    void frame_against_the_rfc_closes_with_its_code(int first, int code) throws IOException {
        var in = upgraded();
        frame(first, (byte) 0xFF);
        assertThat(in.readUnsignedByte()).isEqualTo(0x88);
        in.readUnsignedByte();
        assertThat(in.readUnsignedShort()).isEqualTo(code);
    }

    @Test
    void frame_without_a_mask_is_refused() throws IOException {
        var in = upgraded();
        socket.getOutputStream().write(new byte[] {(byte) 0x81, 1, 'x'});
        assertThat(in.readUnsignedByte()).isEqualTo(0x88);
        in.readUnsignedByte();
        assertThat(in.readUnsignedShort()).isEqualTo(1002);
    }
}
