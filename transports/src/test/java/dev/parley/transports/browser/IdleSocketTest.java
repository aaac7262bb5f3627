package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.websocket.Handshake;
import dev.parley.sim.websocket.HandshakeRefused;
import dev.parley.sim.websocket.WebSocketLine;
import dev.parley.transports.listen.SocketLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Sockets that nobody ever uses.
class IdleSocketTest {
    @Test
    void socket_that_waits_for_its_call_is_judged_by_the_start_and_not_as_silent()
            throws Exception {
        try (var rig = new BrowserRig(limits(Duration.ofMillis(1_500), 10));
                var line = WebSocketLine.connect(Handshake.to(rig.url("/rtvi")))) {
            assertThat(line.read())
                    .isEqualTo(new WebSocketLine.Incoming.Close(1008, "no-client-ready"));
            assertThat(rig.meters.of(BrowserFault.NO_CLIENT_READY)).isEqualTo(1);
            assertThat(rig.meters.of(BrowserFault.SILENT)).isZero();
        }
    }

    @Test
    void more_sockets_than_may_wait_are_refused_and_counted() throws Exception {
        try (var rig = new BrowserRig(limits(Duration.ofSeconds(30), 2));
                var _ = WebSocketLine.connect(Handshake.to(rig.url("/rtvi")));
                var _ = WebSocketLine.connect(Handshake.to(rig.url("/rtvi")))) {
            assertThatThrownBy(() -> WebSocketLine.connect(Handshake.to(rig.url("/rtvi"))).close())
                    .isInstanceOfSatisfying(
                            HandshakeRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(503));
            assertThat(rig.meters.refused("crowded")).isEqualTo(1);
        }
    }

    /// Nothing at all for a second is silence; nobody is pinged.
    private static BrowserSettings limits(Duration start, int waiting) {
        return BrowserRig.quick(
                false,
                new SocketLimits(4096, start, Duration.ofSeconds(1), Duration.ZERO, waiting));
    }
}
