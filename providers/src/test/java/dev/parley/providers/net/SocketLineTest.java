package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RawSocket;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SocketLineTest {
    @Test
    void cut_within_the_upgrade_is_a_network_failure() throws Exception {
        assertThat(faultFrom((_, peer) -> peer.close()).kind()).isEqualTo(ProviderFailure.NETWORK);
        assertThat(
                        faultFrom(
                                        (_, peer) -> {
                                            peer.send("HTTP/1.1 101 Switching");
                                            peer.close();
                                        })
                                .kind())
                .isEqualTo(ProviderFailure.NETWORK);
    }

    @Test
    void wrong_answer_to_the_upgrade_is_a_protocol_failure() throws Exception {
        assertThat(faultFrom((_, peer) -> peer.send("SSH-2.0-x\r\n\r\n")).kind())
                .isEqualTo(ProviderFailure.PROTOCOL);
        assertThat(
                        faultFrom((_, peer) ->
                                        peer.send(
                                                String.join(
                                                        "\r\n",
                                                        "HTTP/1.1 101 Switching Protocols",
                                                        "Upgrade: websocket",
                                                        "Connection: Upgrade",
                                                        "Sec-WebSocket-Accept: no",
                                                        "",
                                                        "")))
                                .kind())
                .isEqualTo(ProviderFailure.PROTOCOL);
    }

    @Test
    void upgrade_that_is_not_answered_is_a_time_out() throws Exception {
        assertThat(faultFrom(Duration.ofMillis(150), (_, peer) -> peer.awaitClientGone()).kind())
                .isEqualTo(ProviderFailure.TIMED_OUT);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, '', NETWORK",
        "1001, '', NETWORK",
        "1003, MESSAGE-0000, PROTOCOL",
        "1008, DATA-0000, PROTOCOL",
        "1008, DATA-0001, RATE",
        "1008, '', KEY",
        "1008, INVALID_AUTH, KEY",
        "1008, ASR_PAYMENT_REQUIRED, QUOTA",
        "1008, TOO_MANY_REQUESTS, RATE",
        "1009, BIG-0000, PROTOCOL",
        "1011, NET-0000, ENGINE",
        "1011, NET-0001, NETWORK",
        "1012, '', OVERLOADED",
        "1013, '', OVERLOADED"
    })
    void close_code_names_the_kind(int code, String reason, ProviderFailure kind) throws Exception {
        var fault =
                faultFrom((request, peer) -> {
                    var socket = RawSocket.accept(request, peer);
                    socket.close(code, reason);
                    peer.awaitClientGone();
                });
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.message()).contains(Integer.toString(code)).contains(reason);
    }

    @Test
    void message_beyond_the_bound_ends_the_connection() throws Exception {
        var fault =
                faultFrom((request, peer) -> {
                    var socket = RawSocket.accept(request, peer);
                    socket.text("x".repeat(Sockets.MAX_MESSAGE_BYTES + 1));
                    peer.awaitClientGone();
                });
        assertThat(fault.kind()).isIn(ProviderFailure.PROTOCOL, ProviderFailure.NETWORK);
    }

    private static ProviderFault faultFrom(RawServer.Script script) throws Exception {
        return faultFrom(Duration.ofMinutes(2), script);
    }

    private static ProviderFault faultFrom(Duration connect, RawServer.Script script)
            throws Exception {
        try (var network = Network.open(1);
                var server = new RawServer(script)) {
            return fault(network, server.url(), connect);
        }
    }

    private static ProviderFault fault(Network network, String url, Duration connect)
            throws Exception {
        var fault = new CompletableFuture<ProviderFault>();
        var loop = network.loop();
        try (var sockets = new Sockets(network, Endpoint.of(url), "test", Meters.NONE)) {
            loop.run(() ->
                    SocketLine.open(
                            sockets,
                            loop,
                            "/",
                            List.of(),
                            connect,
                            new SocketLine.Listener() {
                                @Override
                                public void opened() {}

                                @Override
                                public void text(String message) {}

                                @Override
                                public void binary(Buffer message) {}

                                @Override
                                public void closed(ProviderFault how) {
                                    fault.complete(how);
                                }
                            }));
            return fault.get(20, TimeUnit.SECONDS);
        }
    }
}
