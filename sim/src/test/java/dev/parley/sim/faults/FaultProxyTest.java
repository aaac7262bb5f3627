package dev.parley.sim.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that says back what it is told, line by line, with an exclamation mark.
final class FaultProxyTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private ServerSocket server = unbound();
    private FaultProxy proxy = proxy(server);
    private final List<String> received = new CopyOnWriteArrayList<>();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FaultProxy proxy(ServerSocket server) {
        return FaultProxy.to("127.0.0.1", server.getLocalPort());
    }

    @BeforeEach
    void serve() {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            var socket = server.accept();
                            Thread.ofVirtual().start(() -> echo(socket));
                        }
                    } catch (IOException _) {
                        // closed
                    }
                });
    }

    private void echo(Socket socket) {
        try (socket;
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                received.add(line);
                socket.getOutputStream().write((line + "!\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException _) {
            // the client went
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (var next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static String ask(Socket socket, String text) throws IOException {
        send(socket, text + "\n");
        return line(socket);
    }

    private static void assertEnds(Socket socket) {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException _) {
            // a reset is an end too
        }
    }

    @Test
    void bytes_pass_both_ways_and_the_end_is_passed_on() throws Exception {
        try (var socket = connect()) {
            assertThat(ask(socket, "one")).isEqualTo("one!");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void a_cut_connection_is_reset_and_the_next_one_works() throws Exception {
        try (var socket = connect()) {
            ask(socket, "one");
            proxy.cut();
            assertThatThrownBy(() -> ask(socket, "two")).isInstanceOf(IOException.class);
        }
        try (var socket = connect()) {
            assertThat(ask(socket, "three")).isEqualTo("three!");
        }
    }

    @Test
    void refused_connections_are_taken_again_on_the_same_port_after_resume() throws Exception {
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        proxy.resume();
        try (var socket = connect()) {
            assertThat(ask(socket, "one")).isEqualTo("one!");
        }
    }

    @Test
    void what_is_stalled_comes_whole_and_in_order_after_resume() throws Exception {
        try (var socket = connect()) {
            ask(socket, "one");
            proxy.set(new Fault.Stall(Duration.ofHours(1)));
            send(socket, "two\nthree\n");
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> line(socket)).isInstanceOf(IOException.class);
            assertThat(received).containsExactly("one");
            proxy.resume();
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(line(socket)).isEqualTo("two!");
            assertThat(line(socket)).isEqualTo("three!");
        }
    }

    @Test
    void a_stall_ends_by_itself() throws Exception {
        try (var socket = connect()) {
            proxy.set(new Fault.Stall(Duration.ofMillis(50)));
            assertThat(ask(socket, "one")).isEqualTo("one!");
        }
    }

    @Test
    void slow_and_trickling_bytes_all_arrive() throws Exception {
        try (var socket = connect()) {
            proxy.set(new Fault.Slow(Duration.ofMillis(20)));
            assertThat(ask(socket, "one")).isEqualTo("one!");
            proxy.set(new Fault.Trickle(200));
            assertThat(ask(socket, "two")).isEqualTo("two!");
        }
    }

    @Test
    void garbage_reaches_the_client_and_the_server_is_none_the_wiser() throws Exception {
        try (var socket = connect()) {
            proxy.set(new Fault.Garbage(7));
            send(socket, "one\n");
            var noise = socket.getInputStream().readNBytes(5);
            assertThat(new String(noise, StandardCharsets.US_ASCII)).isNotEqualTo("one!\n");
            assertThat(received).containsExactly("one");
        }
    }

    @Test
    void a_connection_that_lost_bytes_in_a_black_hole_is_cut_when_all_is_well_again()
            throws Exception {
        try (var idle = connect();
                var lost = connect()) {
            ask(idle, "idle");
            ask(lost, "before");
            proxy.set(new Fault.BlackHole());
            send(lost, "gone\n");
            lost.setSoTimeout(100);
            assertThatThrownBy(() -> line(lost)).isInstanceOf(IOException.class);
            proxy.resume();
            lost.setSoTimeout(PATIENCE_MILLIS);
            assertEnds(lost);
            assertThat(ask(idle, "still")).isEqualTo("still!");
            assertThat(received).doesNotContain("gone");
        }
    }

    @Test
    void a_connection_is_cut_before_the_server_gets_what_was_watched_for() throws Exception {
        try (var socket = connect()) {
            ask(socket, "one");
            var seen = proxy.when(Reaction.CUT_BEFORE, "COMMIT");
            assertThatThrownBy(
                            () -> {
                                if (ask(socket, "COMMIT").isEmpty()) {
                                    throw new IOException("ended");
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(received).containsExactly("one");
        }
    }

    @Test
    void a_connection_is_cut_between_what_the_server_did_and_its_answer() throws Exception {
        try (var socket = connect()) {
            var seen = proxy.when(Reaction.CUT_ANSWER, "COMMIT");
            ask(socket, "one");
            assertThatThrownBy(
                            () -> {
                                if (ask(socket, "COMMIT").isEmpty()) {
                                    throw new IOException("ended");
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(received).containsExactly("one", "COMMIT");
        }
    }

    @Test
    void what_is_only_to_be_noticed_passes() throws Exception {
        try (var socket = connect()) {
            var seen = proxy.when(Reaction.NOTICE, "COMMIT");
            assertThat(ask(socket, "COMMIT")).isEqualTo("COMMIT!");
            assertThat(seen.getCount()).isZero();
        }
    }

    @Test
    void what_is_watched_for_must_come_on_one_connection_in_this_order() throws Exception {
        try (var first = connect();
                var second = connect()) {
            var seen = proxy.when(Reaction.CUT_BEFORE, "INSERT", "COMMIT");
            assertThat(ask(first, "COMMIT INSERT")).isEqualTo("COMMIT INSERT!");
            assertThat(ask(second, "COMMIT")).isEqualTo("COMMIT!");
            send(first, "COMMIT\n");
            assertEnds(first);
            assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ask(second, "INSERT COMMIT")).as("one time").isEqualTo("INSERT COMMIT!");
        }
    }

    @Test
    void what_is_held_reaches_the_server_long_after_the_client_went() throws Exception {
        try (var socket = connect()) {
            ask(socket, "one");
            var seen = proxy.when(Reaction.HOLD, "COMMIT");
            send(socket, "COMMIT\n");
            assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
        }
        try (var other = connect()) {
            assertThat(ask(other, "two")).as("others pass").isEqualTo("two!");
        }
        assertThat(received).containsExactly("one", "two");
        proxy.resume();
        while (received.size() < 3) {
            Thread.onSpinWait();
        }
        assertThat(received).containsExactly("one", "two", "COMMIT");
    }

    @Test
    void a_connection_beyond_the_bound_is_closed_at_once() throws Exception {
        var sockets = new CopyOnWriteArrayList<Socket>();
        try {
            for (var i = 0; i < 64; i++) {
                sockets.add(connect());
                assertThat(ask(sockets.getLast(), "one")).isEqualTo("one!");
            }
            try (var socket = connect()) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
