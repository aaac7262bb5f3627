package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviViolation;
import dev.parley.sim.rtvi.RtviWire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The strict client against the kit's model server, which was tested with the published clients:
/// what those accept the judge must accept, and what stumbles there it must catch.
final class ModelServerTest {
    @TempDir private Path folder;
    private Process server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        var kit = PeerKit.withBrowser(folder);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = kit.modelServer(folder, port);
        while (server.isAlive()
                && !Files.readString(folder.resolve("server.txt")).contains("ready")) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void a_correct_server_is_not_blamed_on_either_wire() throws Exception {
        for (var wire : RtviWire.values()) {
            var call = wire == RtviWire.BINARY ? RtviCall.binary(url("")) : RtviCall.text(url(""));
            // Its pacing is that of a busy machine; its way with the protocol is not.
            try (var peer = RtviPeer.join(call.allowingAhead(2_000), Person.SILENT)) {
                peer.events().await("bot-ready");
                peer.write("what is the weather");
                peer.events().await("bot-stopped-speaking");
                assertThat(peer.violations()).isEmpty();
                assertThat(peer.heard()).containsExactly("You wrote what is the weather.");
            }
        }
    }

    @Test
    void a_voice_in_one_burst_an_old_version_and_junk_are_caught() throws Exception {
        assertThat(rules("greet,burst")).contains("too-far-ahead");
        assertThat(rules("greet,r16")).contains("sound-format");
        assertThat(rules("v1")).containsExactly("bot-ready-version");
        assertThat(rules("junk"))
                .contains("wrong-wire", "frame", "json", "label", "odd-sound", "unknown-type");
    }

    @Test
    void a_session_starts_over_http_from_a_page_of_another_origin() throws Exception {
        var endpoint = URI.create("http://127.0.0.1:" + port + "/start");
        var start = RtviStart.post(endpoint, "{}", "http://localhost:5173");
        try (var peer = RtviPeer.join(start.call(RtviWire.BINARY), Person.SILENT)) {
            peer.events().await("bot-ready");
        }
    }

    private List<String> rules(String mode) throws Exception {
        try (var peer = RtviPeer.join(RtviCall.binary(url(mode)), Person.SILENT)) {
            peer.events().await("bot-ready");
            peer.request("echo", null);
            return peer.violations().stream().map(RtviViolation::rule).distinct().toList();
        }
    }

    private URI url(String mode) {
        return URI.create("ws://127.0.0.1:" + port + "/rtvi?mode=" + mode);
    }
}
