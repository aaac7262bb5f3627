package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transports.browser.Microphone.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrophoneTest {
    private static final long MILLI = 1_000_000;

    private final List<Long> stamps = new ArrayList<>();
    private long samples;
    private int loudest;
    private final Microphone microphone =
            new Microphone(
                    24_000,
                    0,
                    (payload, offset, length, mediaMillis) -> {
                        stamps.add(mediaMillis);
                        samples += length / 2;
                        for (int i = offset; i < offset + length; i += 2) {
                            int sample = (short) ((payload[i] & 0xFF) | (payload[i + 1] << 8));
                            loudest = Math.max(loudest, Math.abs(sample));
                        }
                    });

    @ParameterizedTest
    @CsvSource({
        "8000, 1",
        "11025, 1",
        "16000, 1",
        "16000, 2",
        "22050, 1",
        "24000, 1",
        "44100, 2",
        "48000, 1",
        "48000, 2"
    })
    void a_second_of_any_microphone_is_a_second_of_the_leg(int rate, int channels) {
        int piece = rate / 50;
        for (int i = 0; i < 50; i++) {
            assertThat(hear(tone(piece, channels), rate, channels, i * 20L))
                    .isEqualTo(Verdict.PASSED);
        }
        assertThat(samples).isBetween(23_900L, 24_000L);
        assertThat(loudest).isBetween(7_000, 10_000);
        assertThat(stamps.getLast()).isBetween(970L, 985L);
    }

    @Test
    void switched_off_microphone_makes_a_pause_and_not_a_cut() {
        hear(tone(320, 1), 16_000, 1, 20);
        hear(tone(320, 1), 16_000, 1, 40);
        hear(tone(320, 1), 16_000, 1, 5_040);
        assertThat(stamps.getLast() - stamps.get(1)).isBetween(4_990L, 5_010L);
    }

    @ParameterizedTest
    @CsvSource({
        "7999, 1, 320",
        "48001, 1, 320",
        "0, 1, 320",
        "16001, 1, 320",
        "16000, 0, 320",
        "16000, 3, 320",
        "16000, 1, 321",
        "16000, 2, 322",
        "16000, 1, 0"
    })
    void sound_nobody_can_use_is_refused(int rate, int channels, int bytes) {
        assertThat(hear(new byte[bytes], rate, channels, 20)).isEqualTo(Verdict.BAD);
        assertThat(stamps).isEmpty();
    }

    @Test
    void backlog_of_a_stall_is_taken_again_and_again() {
        long now = 0;
        for (int stall = 0; stall < 5; stall++) {
            now += 2_000;
            for (int i = 0; i < 100; i++) {
                assertThat(hear(tone(320, 1), 16_000, 1, now)).isEqualTo(Verdict.PASSED);
            }
            for (int i = 0; i < 50; i++) {
                now += 20;
                assertThat(hear(tone(320, 1), 16_000, 1, now)).isEqualTo(Verdict.PASSED);
            }
        }
    }

    @Test
    void stalls_do_not_add_up_to_sound_of_the_future() {
        long now = 0;
        for (int stall = 0; stall < 10; stall++) {
            now += 500;
            for (int i = 0; i < 25; i++) {
                hear(tone(320, 1), 16_000, 1, now);
            }
            for (int i = 0; i < 50; i++) {
                now += 20;
                hear(tone(320, 1), 16_000, 1, now);
            }
        }
        assertThat(stamps.getLast()).isBetween(now - 20, now + 500);
    }

    @Test
    void sound_far_ahead_of_real_time_is_dropped_and_then_is_a_flood() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            verdicts.add(hear(tone(320, 1), 16_000, 1, 20));
        }
        assertThat(verdicts.getFirst()).isEqualTo(Verdict.PASSED);
        assertThat(verdicts.get(200)).isEqualTo(Verdict.TOO_FAST);
        assertThat(verdicts.getLast()).isEqualTo(Verdict.FLOOD);
        assertThat(samples).isLessThanOrEqualTo(24_000 * 3);
    }

    @Test
    void rate_that_never_stops_changing_is_refused() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            verdicts.add(hear(tone(320, 1), i % 2 == 0 ? 16_000 : 48_000, 1, i * 20L));
        }
        assertThat(verdicts).contains(Verdict.BAD);
    }

    private Verdict hear(byte[] bytes, int rate, int channels, long millis) {
        return microphone.hear(bytes, 0, bytes.length, rate, channels, millis * MILLI);
    }

    private static byte[] tone(int samples, int channels) {
        byte[] bytes = new byte[2 * samples * channels];
        for (int i = 0; i < samples * channels; i++) {
            int sample = 8_000;
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        return bytes;
    }
}
