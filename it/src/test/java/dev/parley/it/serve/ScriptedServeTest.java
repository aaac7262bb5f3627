package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.TwilioPeer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./parley serve --engines scripted` from outside.
final class ScriptedServeTest {
    @TempDir private Path folder;

    @Test
    void a_turn_is_answered_by_a_three_second_tone_and_barge_in_stops_it() throws Exception {
        var voice = SomeoneSpeaking.muLaw();
        try (var server = scripted("--max-calls", "5")) {
            // Speaks one second, is answered; speaks again into the tone.
            var caller = new ToneCaller(voice, new long[] {1000, 2200}, new long[] {4200, 5600});
            try (var peer = TwilioPeer.call(PeerCall.to(server.media()), caller)) {
                waitUntil(peer, 12_000);
                peer.hangUp();
                assertThat(peer.closed().get(5, TimeUnit.SECONDS))
                        .isInstanceOf(PeerEnd.HungUp.class);
                assertThat(peer.violations()).isEmpty();
                assertThat(peer.clears()).isEqualTo(1);
            }
            var heard = caller.heard();
            assertThat(heard).hasSize(2);
            // 500 ms of silence end the turn; the first tone is cut about half a second into the
            // second stretch.
            assertThat(heard.get(0)[0]).isBetween(2300L, 3400L);
            assertThat(heard.get(0)[1]).isBetween(4500L, 5600L);
            // The second tone is heard whole.
            assertThat(heard.get(1)[1] - heard.get(1)[0]).isBetween(2800L, 3100L);
            assertThat(server.metric("parley_calls_total{reason=\"caller_hung_up\"")).isEqualTo(1);
        }
    }

    @Test
    void the_call_above_the_cap_is_declined_at_once_and_a_free_place_is_taken_again()
            throws Exception {
        try (var server = scripted("--max-calls", "2")) {
            var call = PeerCall.to(server.media());
            try (var first = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT);
                    var second = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
                waitUntil(first, 400);
                waitUntil(second, 400);
                try (var third = TwilioPeer.call(call, CallerSide.SILENT)) {
                    assertThat(third.closed().get(2, TimeUnit.SECONDS))
                            .isInstanceOf(PeerEnd.ClosedByServer.class);
                }
                first.hangUp();
                first.closed().get(3, TimeUnit.SECONDS);
            }
            // What was heard is recorded first; then there is room.
            while (server.metric("parley_calls_active") > 1) {
                Thread.onSpinWait();
            }
            try (var fourth = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
                waitUntil(fourth, 500);
                assertThat(fourth.closed()).isNotDone();
            }
        }
    }

    @Test
    void sigterm_lets_a_call_finish_and_refuses_new_ones() throws Exception {
        try (var server = scripted()) {
            try (var peer = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
                waitUntil(peer, 400);
                server.terminate();
                while (server.ask("/ready").statusCode() == 200) {
                    Thread.onSpinWait();
                }
                waitUntil(peer, 1_500);
                assertThat(server.isAlive()).isTrue();
                peer.hangUp();
            }
            assertThat(server.exitCode()).isIn(0, 143);
        }
    }

    @Test
    void a_taken_port_an_unknown_setting_and_an_unknown_agent_are_refused_with_the_remedy()
            throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var refused =
                        ServerProcess.run(
                                folder,
                                "serve",
                                "--engines",
                                "scripted",
                                "--port",
                                "" + holder.getLocalPort(),
                                "--ops-port",
                                "0")) {
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.text()).contains("" + holder.getLocalPort()).contains("--port");
        }
        Files.writeString(folder.resolve("bad.yaml"), "server:\n  max-cals: 3\n");
        try (var refused = ServerProcess.run(folder, "serve", "--config", "bad.yaml")) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.text()).contains("did you mean \"server.max-calls\"?");
        }
    }

    private ServerProcess scripted(String... more) throws Exception {
        var arguments = new String[more.length + 2];
        arguments[0] = "--engines";
        arguments[1] = "scripted";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return ServerProcess.serve(folder, arguments);
    }

    /// Two seconds of a synthetic voice, µ-law.
    private static void waitUntil(TwilioPeer peer, long callMillis) {
        while (peer.callMillis() < callMillis && !peer.closed().isDone()) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
