package dev.parley.sim.rtvi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.websocket.HandshakeRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The peer over real sockets, against servers that behave and servers that do not.
class RtviPeerTest {
    @Test
    void a_server_that_behaves_hears_the_client_and_is_not_blamed() throws Exception {
        try (var server =
                        new TinyServer(session -> {
                            session.ready().until("send-text").type("bot-started-speaking");
                            session.output("new", "", "One.").sound(100);
                            session.output("completed", "One.", "").type("bot-stopped-speaking");
                            session.until("nothing");
                        });
                var peer = RtviPeer.join(call(server).with("agent", "garage"), humming())) {
            peer.events().await("bot-ready");
            peer.write("hello");
            peer.events().await("bot-stopped-speaking");
            peer.leave();
            assertThat(peer.closed().get(5, TimeUnit.SECONDS)).isInstanceOf(RtviEnd.class);
            assertThat(peer.violations()).isEmpty();
            assertThat(peer.heard()).containsExactly("One.");
            assertThat(peer.soundMillis()).isEqualTo(100);
            assertThat(server.received().getFirst()).startsWith("GET /rtvi?agent=garage ");
            assertThat(server.received()).contains("client-ready", "send-text", "audio");
        }
    }

    @Test
    void a_server_that_goes_on_talking_into_the_user_is_caught() throws Exception {
        try (var server =
                        new TinyServer(session -> {
                            session.ready().type("bot-started-speaking");
                            session.output("new", "", "One two.").sound(100);
                            session.type("user-started-speaking").type("bot-interrupted");
                            session.sound(20).type("bot-stopped-speaking");
                            session.until("nothing");
                        });
                var peer = RtviPeer.join(call(server), Person.SILENT)) {
            peer.events().await("bot-stopped-speaking");
            assertThat(peer.violations())
                    .extracting(RtviViolation::rule)
                    .containsExactly("sound-after-interruption");
        }
    }

    @Test
    void a_voice_sent_at_once_is_heard_to_its_end_after_the_interruption() throws Exception {
        try (var server =
                        new TinyServer(session -> {
                            session.ready().type("bot-started-speaking");
                            session.output("new", "", "One two.").sound(600);
                            session.until("send-text");
                            session.type("user-started-speaking").type("bot-interrupted");
                            session.type("bot-stopped-speaking").until("nothing");
                        });
                var peer = RtviPeer.join(call(server), Person.SILENT)) {
            peer.events().await("bot-output");
            while (peer.recording().audible().isEmpty()) {
                Thread.onSpinWait();
            }
            peer.write("stop");
            peer.events().await("bot-stopped-speaking");
            while (peer.waitingMillis() > 0) {
                Thread.onSpinWait();
            }
            assertThat(peer.violations())
                    .extracting(RtviViolation::rule)
                    .containsExactly("too-far-ahead");
            assertThat(peer.hushMillis())
                    .singleElement()
                    .satisfies(hush -> assertThat(hush).isPositive());
        }
    }

    @Test
    void a_close_by_the_server_is_told_with_its_code() throws Exception {
        try (var server =
                        new TinyServer(session ->
                                session.ready().frame(8, new byte[] {0x0F, (byte) 0xA1}));
                var peer = RtviPeer.join(call(server), Person.SILENT)) {
            assertThat(peer.closed().get(5, TimeUnit.SECONDS))
                    .isEqualTo(new RtviEnd.ClosedByServer(4001, ""));
        }
    }

    @Test
    void a_fatal_error_makes_the_client_leave_with_a_bare_close() throws Exception {
        try (var server =
                        new TinyServer(session ->
                                session.ready()
                                        .json(
                                                "\"type\":\"error\",\"data\":{\"error\":\"x\",\"fatal\":true}")
                                        .until("nothing"));
                var peer = RtviPeer.join(call(server), Person.SILENT)) {
            assertThat(peer.closed().get(5, TimeUnit.SECONDS)).isInstanceOf(RtviEnd.Left.class);
            assertThat(server.received()).endsWith("close 0");
        }
    }

    @Test
    void the_text_wire_says_first_what_it_wants() throws Exception {
        try (var server = new TinyServer(session -> session.ready().until("nothing"));
                var peer =
                        RtviPeer.join(
                                RtviCall.text(server.url()).with("skip_tts", "true"),
                                Person.SILENT)) {
            peer.events().await("bot-ready");
            assertThat(server.received().subList(1, 3))
                    .containsExactly("client-message", "client-ready");
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void a_request_that_nobody_answers_is_told_with_what_came_instead() throws Exception {
        try (var server =
                        new TinyServer(session -> {
                            session.ready().until("client-message");
                            session.frame(8, new byte[0]);
                        });
                var peer = RtviPeer.join(call(server), Person.SILENT)) {
            peer.events().await("bot-ready");
            assertThatThrownBy(() -> peer.request("time", null))
                    .hasMessageContaining("the session is over");
            assertThatThrownBy(() -> peer.events().await(1, _ -> false, Duration.ofSeconds(1)))
                    .hasMessageContaining("the session is over");
        }
    }

    @Test
    void a_refused_socket_is_told_with_its_status() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var socket = listener.accept()) {
                            socket.getOutputStream()
                                    .write(
                                            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                                    .getBytes(StandardCharsets.US_ASCII));
                        } catch (IOException _) {
                            return;
                        }
                    });
            var url = URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/rtvi");
            assertThatThrownBy(() -> RtviPeer.join(RtviCall.binary(url), Person.SILENT))
                    .isInstanceOfSatisfying(
                            HandshakeRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(403));
        }
    }

    private static RtviCall call(TinyServer server) {
        return RtviCall.binary(server.url());
    }

    /// Someone who hums all the time.
    private static Person humming() {
        return new Person() {
            @Override
            public void hear(short[] frame, long millis) {}

            @Override
            public short[] speak(long millis) {
                var frame = new short[FRAME];
                for (int i = 0; i < FRAME; i++) {
                    frame[i] = (short) (4000 * Math.sin(2 * Math.PI * 200 * i / RATE));
                }
                return frame;
            }
        };
    }
}
