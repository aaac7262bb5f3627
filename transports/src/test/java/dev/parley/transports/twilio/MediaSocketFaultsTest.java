package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.PeerFault;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault of a peer, against a running transport: what the table in docs/media-socket.md says.
@Timeout(30)
class MediaSocketFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "NO_START, NO_START, 1008",
        "MEDIA_FIRST, NOT_STARTED, 1002",
        "WRONG_FORMAT, BAD_START, 1002"
    })
    void stream_that_does_not_start_properly_is_closed_and_no_call_begins(
            PeerFault deed, MediaFault counted, int code) throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().breaking(deed))) {
            assertThat(Rig.endOf(peer))
                    .isEqualTo(new PeerEnd.ClosedByServer(code, counted.plainName()));
            assertThat(rig.desk.sawNoCall()).isTrue();
            assertThat(rig.meters.of(counted)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECOND_START, SECOND_START, 1002",
        "FIVE_MEGABYTES_IN_PIECES, TOO_LARGE, 1009",
        "FLOOD, FLOOD, 1008"
    })
    void breach_ends_that_call_alone(PeerFault deed, MediaFault counted, int code)
            throws Exception {
        try (var rig = new Rig();
                var bystander = rig.place(rig.call())) {
            var other = rig.desk.next();
            try (var peer = rig.place(rig.call())) {
                var call = rig.desk.next();
                call.awaitFrames(1);
                peer.commit(deed);
                assertThat(call.end()).isEqualTo(LegEnd.PROTOCOL_ERROR);
                assertThat(rig.meters.of(counted)).as(rig.meters.faults()).isEqualTo(1);
                switch (Rig.endOf(peer)) {
                    case PeerEnd.ClosedByServer(int closed, String reason) -> {
                        assertThat(closed).isEqualTo(code);
                        assertThat(reason).isEqualTo(counted.plainName());
                    }
                    // The server may cut while the peer still writes megabytes.
                    case PeerEnd.Lost _ -> assertThat(deed).isNotEqualTo(PeerFault.SECOND_START);
                    case PeerEnd.HungUp _ -> throw new AssertionError("the peer did not hang up");
                }
            }
            other.awaitFrames(3);
            assertThat(bystander.closed()).isNotDone();
            assertThat(other.ends).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"FIVE_MEGABYTES, TOO_LARGE", "BROKEN_FRAME, BAD_FRAME"})
    void frame_that_cannot_be_read_ends_the_call(PeerFault deed, MediaFault counted)
            throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(1);
            peer.commit(deed);
            assertThat(call.end()).isEqualTo(LegEnd.PROTOCOL_ERROR);
            assertThat(rig.meters.of(counted)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GARBAGE, GARBAGE, 8",
        "BINARY, BINARY_FRAME, 1",
        "WRONG_SID, FOREIGN_STREAM, 3",
        "BAD_BASE64, BAD_AUDIO, 1",
        "ODD_BASE64, BAD_AUDIO, 1",
        "UNKNOWN_EVENT, UNKNOWN_EVENT, 1"
    })
    void message_nobody_can_use_is_dropped_and_the_call_goes_on(
            PeerFault deed, MediaFault counted, int times) throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(1);
            peer.commit(deed);
            call.awaitFrames(5);
            assertThat(rig.meters.of(counted)).isEqualTo(times);
            assertThat(call.keys).isEmpty();
            assertThat(call.played).isEmpty();
            assertThat(call.ends).isEmpty();
            peer.hangUp();
            assertThat(call.end()).isEqualTo(LegEnd.HUNG_UP);
        }
    }

    @Test
    void too_many_tolerated_faults_end_the_call() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            for (int i = 0; i < 3; i++) {
                peer.commit(PeerFault.GARBAGE);
            }
            assertThat(call.end()).isEqualTo(LegEnd.PROTOCOL_ERROR);
            assertThat(Rig.endOf(peer)).isEqualTo(new PeerEnd.ClosedByServer(1008, "too-many"));
        }
    }

    @Test
    void start_without_connected_is_counted_and_taken() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().breaking(PeerFault.NO_CONNECTED))) {
            rig.desk.next().awaitFrames(1);
            assertThat(rig.meters.of(MediaFault.OUT_OF_ORDER)).isEqualTo(1);
            assertThat(peer.closed()).isNotDone();
        }
    }

    @Test
    void burst_of_three_seconds_is_trimmed_and_the_call_goes_on() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(1);
            peer.commit(PeerFault.BURST);
            call.awaitFrames(100);
            peer.press('1');
            assertThat(TestDesk.TestCall.within(call.keys)).isEqualTo('1');
            assertThat(rig.meters.of(MediaFault.TOO_FAST)).isBetween(20L, 55L);
            assertThat(call.ends).isEmpty();
        }
    }

    @Test
    void caller_who_vanishes_is_lost() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(1);
            peer.commit(PeerFault.VANISH);
            assertThat(call.end()).isEqualTo(LegEnd.LOST);
            assertThat(rig.meters.of(MediaFault.VANISHED)).isEqualTo(1);
        }
    }

    @Test
    void connection_that_delivers_nothing_counts_as_lost_after_the_idle_time() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call())) {
            var call = rig.desk.next();
            call.awaitFrames(1);
            peer.commit(PeerFault.FREEZE);
            assertThat(call.end()).isEqualTo(LegEnd.LOST);
            assertThat(rig.meters.of(MediaFault.SILENT)).isEqualTo(1);
        }
    }

    @Test
    void late_and_duplicate_marks_count_once() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().breaking(PeerFault.LATE_MARKS))) {
            var call = rig.desk.next();
            call.leg.mark(1);
            call.leg.flush();
            call.leg.mark(2);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(2);
            assertThat(peer.violations()).isEmpty();
        }
        try (var rig = new Rig();
                var peer = rig.place(rig.call().breaking(PeerFault.DUPLICATE_MARKS))) {
            var call = rig.desk.next();
            call.leg.mark(1);
            call.leg.mark(2);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(1);
            assertThat(TestDesk.TestCall.within(call.played)).isEqualTo(2);
            peer.press('1');
            assertThat(TestDesk.TestCall.within(call.keys)).isEqualTo('1');
            assertThat(call.played).isEmpty();
            assertThat(rig.meters.of(MediaFault.UNKNOWN_MARK)).isBetween(1L, 2L);
        }
    }

    @Test
    void socket_that_stops_reading_loses_sound_and_then_its_call() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().withReceiveBuffer(4096))) {
            var call = rig.desk.next();
            peer.commit(PeerFault.STOP_READING);
            var sound = new byte[1600];
            var refused = new AtomicBoolean();
            var over = new AtomicBoolean();
            var wheel =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!over.get()) {
                                    if (!call.leg.send(sound, 0, sound.length)) {
                                        refused.set(true);
                                        LockSupport.parkNanos(1_000_000);
                                    }
                                }
                            });
            assertThat(call.end()).isEqualTo(LegEnd.LOST);
            over.set(true);
            wheel.join();
            assertThat(refused).isTrue();
            assertThat(rig.meters.of(MediaFault.STOPPED_READING)).isEqualTo(1);
        }
    }
}
