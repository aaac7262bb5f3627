package dev.parley.sim.rtvi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DevicesTest {
    @Test
    void the_browsers_microphone_is_silent_until_its_first_sound_and_then_speaks_in_256_samples() {
        var microphone = new Microphone(RtviWire.BINARY, 16_000, 1);
        assertThat(microphone.take(new short[Person.FRAME])).isEmpty();
        var frame = new short[Person.FRAME];
        frame[300] = 7;
        assertThat(microphone.take(frame)).isEmpty();
        var chunks = microphone.take(new short[Person.FRAME]);
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst()).hasSize(512).startsWith(7, 0, 0);
        assertThat(microphone.take(new short[Person.FRAME])).hasSize(1);
    }

    @Test
    void the_text_wire_hears_silence_too_in_40_milliseconds() {
        var microphone = new Microphone(RtviWire.TEXT, 16_000, 1);
        assertThat(microphone.take(new short[Person.FRAME])).isEmpty();
        assertThat(microphone.take(new short[Person.FRAME]))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk).hasSize(1280));
    }

    @Test
    void a_stereo_microphone_says_everything_twice() {
        var microphone = new Microphone(RtviWire.BINARY, 16_000, 2);
        var frame = new short[Person.FRAME];
        Arrays.fill(frame, (short) 0x0102);
        assertThat(microphone.take(frame).getFirst()).hasSize(1024).startsWith(2, 1, 2, 1);
    }

    @Test
    void the_player_plays_at_its_own_rate_and_drops_nothing() {
        var player = new Player(24_000);
        player.add(new byte[24_000 * 2]);
        assertThat(player.waitingMillis()).isEqualTo(1000);
        for (int i = 0; i < 10; i++) {
            assertThat(player.next()).hasSize(Person.FRAME);
        }
        assertThat(player.waitingMillis()).isEqualTo(800);
    }

    @Test
    void a_frame_with_members_twice_or_lying_lengths_is_refused() {
        assertThat(FrameReader.read(new byte[] {0x22, -1, -1, -1, -1, 3, 1}))
                .isInstanceOf(ServerFrame.Invalid.class);
        var sound = FrameWriter.audio(new byte[] {1, 2}, 24_000, 1);
        assertThat(FrameReader.read(sound))
                .isInstanceOfSatisfying(
                        ServerFrame.Audio.class,
                        audio -> {
                            assertThat(audio.sound()).containsExactly(1, 2);
                            assertThat(audio.rate()).isEqualTo(24_000);
                            assertThat(audio.channels()).isEqualTo(1);
                        });
        var twice = Arrays.copyOf(sound, sound.length * 2);
        System.arraycopy(sound, 0, twice, sound.length, sound.length);
        assertThat(FrameReader.read(twice)).isInstanceOf(ServerFrame.Invalid.class);
        for (int length = 0; length < sound.length; length++) {
            assertThat(FrameReader.read(Arrays.copyOf(sound, length)))
                    .isInstanceOf(ServerFrame.Invalid.class);
        }
    }
}
