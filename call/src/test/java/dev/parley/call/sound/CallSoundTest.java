package dev.parley.call.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.G711;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.record.CallSound;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CallSoundTest {
    private static final Offset<Long> A_FRAME = Offset.offset(20L);

    @Test
    void both_at_once_is_talk_over_and_its_share_is_of_what_sounded() {
        var sound =
                new MeasuredCall(8000)
                        .says(1000, Sounds.voice(2000, -22, 120))
                        .agent(2000, Sounds.voice(3000, -20, 190))
                        .run(0)
                        .sound();

        assertThat(sound.caller()).isCloseTo(2000, A_FRAME);
        assertThat(sound.agent()).isCloseTo(3000, A_FRAME);
        assertThat(sound.talkOver()).isCloseTo(1000, A_FRAME);
        assertThat(sound.talkOverShare()).isCloseTo(0.25, Offset.offset(0.01));
        assertThat(sound.length()).isEqualTo(8000);
    }

    @Test
    void an_echo_of_the_agent_is_not_the_caller() {
        var voice = Sounds.voice(4000, -20, 190);
        var echo = voice.clone();
        for (int i = 0; i < echo.length; i++) {
            echo[i] = (short) (echo[i] / 12); // 21 dB below
        }
        var sound =
                new MeasuredCall(9000)
                        .says(500, Sounds.voice(1500, -22, 120))
                        .agent(3000, voice)
                        .caller(3080, echo)
                        .run(0)
                        .sound();

        assertThat(sound.talkOver()).isZero();
    }

    @Test
    void silence_of_three_seconds_is_dead_air_and_shorter_is_not() {
        var sound =
                new MeasuredCall(20_000)
                        .agent(0, Sounds.voice(1000, -20, 190))
                        .says(3800, Sounds.voice(1000, -22, 120)) // 2.8 s
                        .agent(8800, Sounds.voice(1200, -20, 190)) // 4 s
                        .says(15_000, Sounds.voice(3000, -22, 120)) // 5 s, then 2 s
                        .run(0)
                        .sound();

        assertThat(sound.deadAir()).isCloseTo(9000, A_FRAME);
        assertThat(sound.longestSilence()).isCloseTo(5000, A_FRAME);
        assertThat(sound.deadAirFrom()).isEqualTo(3000);
    }

    @Test
    void nobody_is_to_blame_for_silence_while_the_call_is_held() {
        var sound =
                new MeasuredCall(20_000)
                        .agent(0, Sounds.voice(2000, -20, 190))
                        .held(3000, true)
                        .held(15_000, false)
                        .agent(16_000, Sounds.voice(3000, -20, 190))
                        .run(0)
                        .sound();

        assertThat(sound.deadAir()).isZero();
        assertThat(sound.longestSilence()).isZero();
    }

    @Test
    void a_call_of_mu_law_silence_is_dead_air_from_end_to_end() {
        var sound = new MeasuredCall(10_000).run(0).sound();

        assertThat(sound).isEqualTo(new CallSound(10_000, 0, 0, 0, 10_000, 10_000, 3000));
    }

    @Test
    void hiss_alone_is_nobodys_sound() {
        var sound = new MeasuredCall(10_000).caller(0, Sounds.hiss(10_000, -45, 5)).run(0).sound();

        assertThat(sound.caller()).isZero();
        assertThat(sound.longestSilence()).isEqualTo(10_000);
    }

    @Test
    void flushed_sound_was_not_heard() {
        var sound =
                new MeasuredCall(8000)
                        .agent(1000, Sounds.voice(3000, -20, 190))
                        .at(1500, () -> {})
                        .run(0)
                        .sound();
        var cut =
                new MeasuredCall(8000)
                        .agent(1000, Sounds.voice(700, -20, 190))
                        .cut(1, 1500)
                        .run(200)
                        .sound();

        assertThat(sound.agent()).isCloseTo(3000, A_FRAME);
        assertThat(cut.agent()).isCloseTo(500, A_FRAME);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void the_level_of_a_frame_is_measured_in_four_cells_whatever_its_format(Codec codec) {
        short[] samples = new short[codec.rate() / 50];
        Arrays.fill(samples, samples.length / 2, samples.length, (short) 8000);
        byte[] payload = new byte[codec.frameBytes()];
        encode(codec, samples, payload);

        long levels = Levels.of(codec, payload, 0, payload.length);

        assertThat(Levels.cell(levels, 0)).isLessThan(20);
        assertThat(Levels.cell(levels, 1)).isLessThan(20);
        assertThat(Levels.cell(levels, 2)).isCloseTo(8000, Offset.offset(300));
        assertThat(Levels.cell(levels, 3)).isCloseTo(8000, Offset.offset(300));
        assertThat(Levels.of(codec, payload, 0, payload.length / 2)).isLessThan(1 << 20);
    }

    private static void encode(Codec codec, short[] samples, byte[] payload) {
        switch (codec) {
            case MULAW_8K -> G711.encodeMuLaw(samples, 0, samples.length, payload, 0);
            case ALAW_8K -> G711.encodeALaw(samples, 0, samples.length, payload, 0);
            case PCM_8K, PCM_16K, PCM_24K -> {
                for (int i = 0; i < samples.length; i++) {
                    payload[2 * i] = (byte) samples[i];
                    payload[2 * i + 1] = (byte) (samples[i] >> 8);
                }
            }
        }
    }
}
