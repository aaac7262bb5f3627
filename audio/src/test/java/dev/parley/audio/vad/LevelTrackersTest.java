package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.Level;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelTrackersTest {
    @Test
    void the_talker_level_follows_louder_speech_within_a_few_frames() {
        TalkerLevel talker = new TalkerLevel(0.3, 0.032);
        assertThat(talker.dbfs()).isEqualTo(-60.3, within(0.05));
        for (int i = 0; i < 10; i++) {
            talker.frame(-20, true);
        }
        assertThat(talker.dbfs()).isEqualTo(-20, within(1.5));
    }

    @Test
    void the_talker_level_falls_by_one_and_a_half_decibels_a_second_to_a_least_value() {
        TalkerLevel talker = new TalkerLevel(1, 0.032);
        talker.frame(-20, true);
        for (int i = 0; i < 125; i++) {
            talker.frame(-10, false); // loud, but no speech
        }
        assertThat(talker.dbfs()).isEqualTo(-26, within(0.01));
        for (int i = 0; i < 10_000; i++) {
            talker.frame(-100, false);
        }
        assertThat(talker.dbfs()).isEqualTo(TalkerLevel.LEAST_DBFS);
    }

    @Test
    void the_floor_settles_just_below_steady_noise() {
        NoiseFloor floor = new NoiseFloor(0.032);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            floor.frame(-50 + random.nextGaussian());
        }
        assertThat(floor.dbfs()).isBetween(-51.6, -50.2);
    }

    @Test
    void the_floor_survives_speech_and_finds_the_noise_again() {
        NoiseFloor floor = new NoiseFloor(0.032);
        for (int i = 0; i < 100; i++) {
            floor.frame(-60);
        }
        for (int i = 0; i < 94; i++) {
            floor.frame(i % 8 == 0 ? -50 : -25); // 3 s of talk
        }
        assertThat(floor.dbfs()).isLessThan(-48);
        for (int i = 0; i < 30; i++) {
            floor.frame(-60);
        }
        assertThat(floor.dbfs()).isEqualTo(-60, within(1.0));
    }

    @Test
    void digital_silence_does_not_count() {
        NoiseFloor floor = new NoiseFloor(0.032);
        floor.frame(Level.SILENCE_DBFS);
        assertThat(floor.dbfs()).isEqualTo(Level.SILENCE_DBFS);
        floor.frame(-50);
        floor.frame(Level.SILENCE_DBFS);
        assertThat(floor.dbfs()).isEqualTo(-50);
        floor.reset();
        assertThat(floor.dbfs()).isEqualTo(Level.SILENCE_DBFS);
    }
}
