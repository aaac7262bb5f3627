package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.websocket.Handshake;
import dev.parley.sim.websocket.WebSocketLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sockets that are opened and never used cost a caller nothing. They are bounded in number, and
/// each is closed by the rule of the start, counted by its name.
@ExtendWith(ServedParley.class)
@Tag("long")
final class IdleSocketsTest {
    private static final int SOCKETS = 1_000;

    private final Served served;

    IdleSocketsTest(Served served) {
        this.served = served;
    }

    @Test
    void a_thousand_idle_sockets_are_borne_for_half_a_minute_and_a_call_goes_on_beside_them()
            throws Exception {
        List<WebSocketLine> idle = new ArrayList<>();
        double before = served.metric("parley_media_faults_total", "\"no-client-ready\"");
        try {
            for (int i = 0; i < SOCKETS; i++) {
                idle.add(WebSocketLine.connect(Handshake.to(served.socket())));
            }
            var call = RtviCall.binary(served.socket()).with("agent", "garage");
            try (var peer = RtviPeer.join(call, Person.SILENT)) {
                peer.events().await("bot-started-speaking");
                peer.write("what are your opening hours");
                peer.events().await("bot-interrupted");
                assertThat(peer.violations()).isEmpty();
                assertThat(closeCodes(idle)).containsOnly(1008);
                assertThat(served.metric("parley_media_faults_total", "\"no-client-ready\""))
                        .isEqualTo(before + SOCKETS);
                peer.leave();
                peer.closed().get(5, TimeUnit.SECONDS);
                assertThat(peer.violations()).isEmpty();
            }
        } finally {
            for (var line : idle) {
                line.close();
            }
        }
    }

    /// Waits until the server has closed every one of them.
    private static List<Integer> closeCodes(List<WebSocketLine> idle) throws IOException {
        List<Integer> codes = new ArrayList<>();
        for (var line : idle) {
            codes.add(
                    line.read() instanceof WebSocketLine.Incoming.Close(int code, String _)
                            ? code
                            : 0);
        }
        return codes;
    }
}
