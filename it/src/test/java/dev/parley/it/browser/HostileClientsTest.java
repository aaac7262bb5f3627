package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviEnd;
import dev.parley.sim.rtvi.RtviFault;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviWire;
import dev.parley.sim.websocket.HandshakeRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that mean no good, or know no better: what they do is counted by its name, ends at most
/// their own session, and is not heard in the call of the witness beside them.
@ExtendWith(ServedParley.class)
final class HostileClientsTest {
    private static final String FAULTS = "parley_media_faults_total";

    /// Sound ahead of real time, in milliseconds, that a busy machine may cause: pacing is judged
    /// elsewhere.
    private static final int BUSY = 2_000;

    private final Served served;
    private RtviPeer witness;

    HostileClientsTest(Served served) {
        this.served = served;
    }

    @BeforeEach
    void begin() throws Exception {
        witness = RtviPeer.join(binary(), new Speaker());
        witness.events().await("bot-started-speaking");
    }

    @AfterEach
    void the_witness_was_not_disturbed() throws Exception {
        try (var beside = witness) {
            int before = beside.events().size();
            beside.write("what are your opening hours");
            beside.events()
                    .await(
                            before,
                            event ->
                                    event.type().equals("bot-output")
                                            && event.text("text").contains("We are open"),
                            Duration.ofSeconds(40));
            beside.leave();
            beside.closed().get(20, TimeUnit.SECONDS);
            assertThat(beside.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_WIRE,          BINARY, wrong-wire",
        "WRONG_WIRE,          TEXT,   wrong-wire",
        "TRUNCATED_VARINT,    BINARY, garbage",
        "LYING_LENGTH,        BINARY, garbage",
        "EMPTY_MESSAGE,       TEXT,   garbage",
        "GARBAGE,             BINARY, garbage",
        "GARBAGE,             TEXT,   garbage",
        "FOREIGN_LABEL,       BINARY, foreign-message",
        "UNKNOWN_TYPE,        TEXT,   unknown-type",
        "MISSING_ID,          BINARY, no-id",
        "BAD_FIELDS,          TEXT,   bad-message",
        "SECOND_CLIENT_READY, BINARY, second-client-ready",
        "ODD_BYTES,           BINARY, bad-sound",
        "ODD_BYTES,           TEXT,   bad-sound",
        "IMPOSSIBLE_SOUND,    BINARY, bad-sound",
        "DEEP_JSON,           TEXT,   garbage",
    })
    void a_slip_is_counted_by_its_name_and_the_session_goes_on(
            RtviFault fault, RtviWire wire, String name) throws Exception {
        double before = served.metric(FAULTS, "\"" + name + "\"");
        try (var peer = RtviPeer.join(call(wire), new Speaker())) {
            peer.events().await("bot-ready");
            peer.commit(fault);
            assertGoesOn(peer);
            assertThat(peer.violations()).isEmpty();
        }
        assertThat(served.rises(before, FAULTS, "\"" + name + "\"")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ONE_MEGABYTE, BINARY", "ONE_MEGABYTE, TEXT", "STALL, BINARY", "FREEZE, BINARY"})
    void what_is_only_unusual_is_borne(RtviFault fault, RtviWire wire) throws Exception {
        try (var peer = RtviPeer.join(call(wire), new Speaker())) {
            peer.events().await("bot-ready");
            peer.commit(fault);
            assertGoesOn(peer);
            assertThat(peer.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OVERSIZED,           BINARY, too-large, 1009",
        "OVERSIZED,           TEXT,   too-large, 1009",
        "OVERSIZED_IN_PIECES, BINARY, too-large, 1009",
        "FLOOD_OF_SOUND,      BINARY, flood,     1008",
        "FLOOD_OF_MESSAGES,   TEXT,   flood,     1008",
        "BROKEN_FRAME,        BINARY, bad-frame, 1002",
    })
    void what_nobody_can_bear_ends_this_session_alone(
            RtviFault fault, RtviWire wire, String name, int code) throws Exception {
        double before = served.metric(FAULTS, "\"" + name + "\"");
        try (var peer = RtviPeer.join(call(wire), new Speaker())) {
            peer.events().await("bot-ready");
            peer.commit(fault);
            var end = peer.closed().get(30, TimeUnit.SECONDS);
            if (end instanceof RtviEnd.ClosedByServer closed) {
                assertThat(closed.code()).isEqualTo(code);
            }
        }
        assertThat(served.rises(before, FAULTS, "\"" + name + "\"")).isTrue();
    }

    @Test
    void the_third_message_of_the_wrong_wire_ends_the_session() throws Exception {
        try (var peer = RtviPeer.join(binary(), new Speaker())) {
            peer.events().await("bot-ready");
            for (int i = 0; i < 3; i++) {
                peer.commit(RtviFault.WRONG_WIRE);
            }
            // The third error is fatal, at which a client leaves by itself.
            peer.closed().get(20, TimeUnit.SECONDS);
            assertThat(peer.events().of("error"))
                    .hasSize(3)
                    .last()
                    .satisfies(
                            error -> assertThat(error.data().path("fatal").asBoolean()).isTrue());
        }
    }

    @Test
    void a_client_that_does_not_read_is_given_up_and_its_call_ends_as_lost() throws Exception {
        double before = served.metric("parley_calls_total", "\"connection_lost\"");
        try (var peer = RtviPeer.join(binary().withReceiveBuffer(4096), new Speaker())) {
            peer.events().await("bot-started-speaking");
            peer.commit(RtviFault.STOP_READING);
            for (int i = 0; i < 20; i++) {
                peer.write("what are your opening hours");
            }
            assertThat(served.rises(before, "parley_calls_total", "\"connection_lost\"")).isTrue();
        }
    }

    @Test
    void a_client_that_vanishes_ends_its_call_as_lost() throws Exception {
        double before = served.metric("parley_calls_total", "\"connection_lost\"");
        try (var peer = RtviPeer.join(binary(), new Speaker())) {
            peer.events().await("bot-started-speaking");
            peer.commit(RtviFault.VANISH);
        }
        assertThat(served.rises(before, "parley_calls_total", "\"connection_lost\"")).isTrue();
    }

    @Test
    void sound_without_an_introduction_is_turned_away() throws Exception {
        var call = binary().breaking(RtviFault.SOUND_WITHOUT_READY);
        try (var peer = RtviPeer.join(call, new Speaker())) {
            peer.closed().get(30, TimeUnit.SECONDS);
            assertThat(peer.events().of("bot-ready")).isEmpty();
            assertThat(peer.events().of("error")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.2.0", "2.0.0", "3.1.4", "two", "''"})
    void every_version_gets_the_answer_of_the_rules(String version) throws Exception {
        try (var peer = RtviPeer.join(binary().asVersion(version), new Speaker())) {
            peer.events().await("bot-ready");
            peer.events().await("bot-output");
            assertThat(peer.violations()).isEmpty();
        }
    }

    @Test
    void a_token_is_good_for_one_socket_and_no_other_is_good_at_all() throws Exception {
        var start = RtviStart.post(served.start(), "{\"agent\":\"garage\"}", "");
        try (var peer = RtviPeer.join(start.call(RtviWire.BINARY), Person.SILENT)) {
            peer.events().await("bot-ready");
            assertRefused(start.call(RtviWire.BINARY), 403);
        }
        assertRefused(start.call(RtviWire.BINARY), 403);
        assertRefused(binary().with("token", start.token() + "x"), 403);
        assertRefused(binary().with("token", "x".repeat(500)), 403);
        assertRefused(binary().with("resume", start.token()), 403);
    }

    @Test
    void a_page_of_a_foreign_origin_gets_neither_a_token_nor_a_socket() throws Exception {
        var foreign = "https://evil.example";
        assertRefused(binary().withHeader("Origin", foreign), 403);
        assertThatThrownBy(() -> RtviStart.post(served.start(), "{}", foreign))
                .isInstanceOf(IOException.class);
        var start = RtviStart.post(served.start(), "{}", ServedParley.FRIEND);
        var call = start.call(RtviWire.BINARY).withHeader("Origin", ServedParley.FRIEND);
        try (var peer = RtviPeer.join(call, Person.SILENT)) {
            peer.events().await("bot-ready");
        }
    }

    @Test
    void queries_and_bodies_that_make_no_sense_are_refused_with_a_reason() {
        assertRefused(binary().with("player_rate", "44100"), 400);
        assertRefused(binary().with("agent", "../../etc/passwd"), 400);
        for (var body : new String[] {"{", "[]", "{\"agent\":\"../x\"}"}) {
            assertThatThrownBy(() -> RtviStart.post(served.start(), body, ""))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("400 .+");
        }
    }

    private RtviCall binary() {
        return RtviCall.binary(served.socket()).with("agent", "garage").allowingAhead(BUSY);
    }

    private RtviCall call(RtviWire wire) {
        return wire == RtviWire.BINARY
                ? binary()
                : RtviCall.text(served.socket()).with("agent", "garage").allowingAhead(BUSY);
    }

    /// The session still answers what it is asked.
    private static void assertGoesOn(RtviPeer peer) throws Exception {
        assertThat(peer.request("nothing-we-know", null).type()).isEqualTo("error-response");
        assertThat(peer.closed()).isNotDone();
    }

    private static void assertRefused(RtviCall call, int status) {
        assertThatThrownBy(() -> RtviPeer.join(call, Person.SILENT).close())
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
