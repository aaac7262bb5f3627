package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaPaceTest {
    private static final long MILLI = 1_000_000;

    private final MediaPace pace = new MediaPace(0);

    @Test
    void sound_in_real_time_keeps_the_carriers_timestamps() {
        for (int frame = 0; frame < 100; frame++) {
            assertThat(pace.sound(frame * 20L * MILLI, 160, 20L * frame))
                    .isEqualTo(MediaPace.Verdict.PASS);
            assertThat(pace.position()).isEqualTo(20L * frame);
            assertThat(pace.believedTimestamp()).isTrue();
        }
    }

    @Test
    void gap_in_the_timestamps_is_passed_on() {
        pace.sound(0, 160, 0);
        pace.sound(1_000 * MILLI, 160, 980);
        assertThat(pace.position()).isEqualTo(980);
    }

    @Test
    void timestamps_that_go_back_or_far_ahead_are_replaced_by_counting() {
        pace.sound(0, 160, 0);
        pace.sound(1_000 * MILLI, 160, 1_000);
        pace.sound(1_020 * MILLI, 160, 500);
        assertThat(pace.believedTimestamp()).isFalse();
        assertThat(pace.position()).isEqualTo(1_020);
        pace.sound(1_040 * MILLI, 160, 3_600_000);
        assertThat(pace.believedTimestamp()).isFalse();
        assertThat(pace.position()).isEqualTo(1_040);
        pace.sound(1_060 * MILLI, 160, -1);
        assertThat(pace.believedTimestamp()).isFalse();
        assertThat(pace.position()).isEqualTo(1_060);
    }

    @Test
    void rounding_of_a_carrier_is_no_fault_and_positions_never_overlap() {
        pace.sound(0, 160, 5);
        pace.sound(20 * MILLI, 160, 24);
        assertThat(pace.believedTimestamp()).isTrue();
        assertThat(pace.position()).isEqualTo(25);
    }

    @Test
    void sound_two_seconds_ahead_is_dropped_and_ten_seconds_ahead_is_a_flood() {
        int frame = 0;
        while (pace.sound(0, 160, 0) == MediaPace.Verdict.PASS) {
            frame++;
        }
        assertThat(frame).isEqualTo(100);
        while (pace.sound(0, 160, 0) == MediaPace.Verdict.DROP) {
            frame++;
        }
        assertThat(frame).isEqualTo(499);
    }

    @Test
    void stall_of_the_network_followed_by_its_backlog_is_neither() {
        long now = 5_000 * MILLI;
        for (int frame = 0; frame < 250; frame++) {
            assertThat(pace.sound(now, 160, 20L * frame)).isEqualTo(MediaPace.Verdict.PASS);
            assertThat(pace.admitsMessage(now)).isTrue();
        }
    }

    @Test
    void messages_without_end_are_not_admitted() {
        int admitted = 0;
        while (pace.admitsMessage(1_000 * MILLI)) {
            admitted++;
        }
        assertThat(admitted).isEqualTo(3_200);
    }
}
