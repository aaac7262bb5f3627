package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviEnd;
import dev.parley.sim.rtvi.RtviEvent;
import dev.parley.sim.rtvi.RtviFault;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.websocket.HandshakeRefused;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A page whose connection breaks finds its conversation again.
@ExtendWith(ServedParley.class)
final class ComingBackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Served served;

    ComingBackTest(Served served) {
        this.served = served;
    }

    @Test
    void a_broken_line_keeps_its_call_and_what_was_not_heard_is_said_again() throws Exception {
        String token;
        String callId;
        String cut;
        try (var peer = RtviPeer.join(resumable(), Person.SILENT)) {
            var call = introduction(peer);
            token = call.text("resume");
            callId = call.text("call_id");
            assertThat(call.data().path("resumed").asBoolean()).isFalse();
            cut = peer.events().await("bot-output").text("text");
            peer.commit(RtviFault.VANISH);
        }
        try (var peer = RtviPeer.join(back(token), Person.SILENT)) {
            var call = introduction(peer);
            assertThat(call.text("call_id")).isEqualTo(callId);
            assertThat(call.data().path("resumed").asBoolean()).isTrue();
            var again = peer.events().await(0, ComingBackTest::isOutput, PATIENCE);
            assertThat(again.text("text")).isEqualTo(cut);
            peer.write("what are your opening hours");
            peer.events()
                    .await(
                            0,
                            event -> isOutput(event) && event.text("text").contains("We are open"),
                            PATIENCE);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void a_second_socket_takes_the_call_over_from_the_first() throws Exception {
        try (var first = RtviPeer.join(resumable(), Person.SILENT)) {
            var token = introduction(first).text("resume");
            try (var second = RtviPeer.join(back(token), Person.SILENT)) {
                assertThat(introduction(second).data().path("resumed").asBoolean()).isTrue();
                assertThat(first.closed().get(20, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                RtviEnd.ClosedByServer.class,
                                closed -> assertThat(closed.code()).isEqualTo(4001));
                assertThat(second.violations()).isEmpty();
            }
        }
    }

    @Test
    void who_said_goodbye_cannot_come_back() throws Exception {
        String token;
        try (var peer = RtviPeer.join(resumable(), Person.SILENT)) {
            token = introduction(peer).text("resume");
            peer.events().await("bot-started-speaking");
            peer.dismiss();
            assertThat(peer.closed().get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            RtviEnd.ClosedByServer.class,
                            closed -> assertThat(closed.code()).isEqualTo(1000));
            assertThat(peer.events().of("server-message"))
                    .anyMatch(event -> event.text("parley").equals("ended"));
            assertThat(peer.violations()).isEmpty();
        }
        assertThatThrownBy(() -> RtviPeer.join(back(token), Person.SILENT).close())
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(410));
    }

    private RtviCall resumable() {
        return RtviCall.binary(served.socket())
                .with("agent", "garage")
                .allowingAhead(2_000)
                .with("resumable", "1");
    }

    private RtviCall back(String token) {
        return RtviCall.binary(served.socket()).with("resume", token);
    }

    private static boolean isOutput(RtviEvent event) {
        return event.type().equals("bot-output");
    }

    /// Parley's own `call` message.
    private static RtviEvent introduction(RtviPeer peer) throws Exception {
        return peer.events().await(0, event -> event.text("parley").equals("call"), PATIENCE);
    }
}
