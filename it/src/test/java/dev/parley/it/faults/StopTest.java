package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.serve.ServerProcess;
import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.TwilioPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is told to stop in the middle of a call.
final class StopTest {
    @TempDir private Path folder;

    @Test
    void caller_may_finish_although_the_server_was_told_to_stop_twice() throws Exception {
        try (var server = ServerProcess.serve(folder, "--engines", "scripted")) {
            try (var peer = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
                waitUntil(peer, 400);
                server.terminate();
                while (server.ask("/ready").statusCode() == 200) {
                    Thread.onSpinWait();
                }
                server.terminate();
                waitUntil(peer, 2_000);
                assertThat(peer.closed()).isNotDone();
                assertThat(server.isAlive()).isTrue();
                peer.hangUp();
            }
            assertThat(server.exitCode()).isIn(0, 143);
        }
    }

    @Test
    void caller_at_the_drain_limit_is_said_goodbye_to_and_the_server_ends() throws Exception {
        Files.writeString(folder.resolve("short.yaml"), "server:\n  drain-limit: 500ms\n");
        try (var server =
                        ServerProcess.serve(
                                folder, "--engines", "scripted", "--config", "short.yaml");
                var peer = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
            waitUntil(peer, 400);
            server.terminate();
            assertThat(peer.closed().get(30, TimeUnit.SECONDS))
                    .isInstanceOf(PeerEnd.ClosedByServer.class);
            assertThat(server.exitCode()).isIn(0, 143);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void caller_of_a_killed_server_is_cut_off_and_the_next_server_answers_at_once()
            throws Exception {
        try (var server = ServerProcess.serve(folder, "--engines", "scripted");
                var peer = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
            waitUntil(peer, 400);
            server.kill();
            assertThat(peer.closed().get(10, TimeUnit.SECONDS)).isNotNull();
        }
        try (var server = ServerProcess.serve(folder, "--engines", "scripted");
                var peer = TwilioPeer.call(PeerCall.to(server.media()), CallerSide.SILENT)) {
            waitUntil(peer, 400);
            assertThat(peer.closed()).isNotDone();
        }
    }

    private static void waitUntil(TwilioPeer peer, long callMillis) {
        while (peer.callMillis() < callMillis && !peer.closed().isDone()) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
