package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.Wav;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.seal.Damaged;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.MasterKey;
import dev.parley.meter.Meters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final int RATE = 8000;

    @TempDir Path folder;

    private final KeyRing ring = new KeyRing(List.of(MasterKey.random()));

    @Test
    void sealed_recording_is_heard_as_the_plain_one_is() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var plain = Recordings.plain(folder, () -> ring);
        byte[] one = wav(plain, record(plain, "one", 20_000));
        byte[] other = wav(plain, record(recordings, "other", 20_000));
        assertThat(other).isEqualTo(one).hasSize(44 + 4 * 20_000);
        var wav = Wav.read(Files.write(folder.resolve("x.wav"), other));
        assertThat(wav.rate()).isEqualTo(RATE);
        assertThat(wav.channel(0)[12_345]).isEqualTo((short) 12_345);
        assertThat(wav.channel(1)[12_345]).isEqualTo((short) -12_345);
    }

    @Test
    void any_range_of_bytes_can_be_read() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var name = record(recordings, "ranges", 20_000);
        byte[] all = wav(recordings, name);
        try (var sound = recordings.open(name)) {
            for (int[] range :
                    new int[][] {{0, 10}, {40, 10}, {44, 1}, {31_000, 40_000}, {80_040, 99}}) {
                byte[] some = new byte[range[1]];
                int count = sound.read(range[0], some, 0, some.length);
                assertThat(Arrays.copyOf(some, count))
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        all, range[0], Math.min(all.length, range[0] + range[1])));
            }
            assertThat(sound.read(all.length, new byte[9], 0, 9)).isZero();
            assertThat(sound.duration()).isEqualTo(Duration.ofMillis(2500));
            assertThat(sound.isComplete()).isTrue();
        }
    }

    @Test
    void recording_of_a_killed_server_plays_up_to_its_last_second() throws IOException {
        for (var recordings :
                List.of(
                        Recordings.sealed(folder, () -> ring),
                        Recordings.plain(folder, () -> ring))) {
            var name = recordings.name(DAY, "killed");
            var file = recordings.create(name, "killed", RATE); // never closed
            write(file, 20_000);
            try (var sound = recordings.open(name)) {
                assertThat(sound.duration()).isEqualTo(Duration.ofSeconds(2));
                assertThat(sound.read(44 + 4 * 15_999, new byte[4], 0, 4)).isEqualTo(4);
            }
            file.close();
        }
    }

    @Test
    void clip_is_one_side_between_two_times() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var name = record(recordings, "clip", 20_000);
        var bytes = new ByteArrayOutputStream();
        try (var sound = recordings.open(name)) {
            sound.clipTo(bytes, 1, Duration.ofMillis(1000), Duration.ofMillis(1250));
        }
        var wav = Wav.read(Files.write(folder.resolve("clip.wav"), bytes.toByteArray()));
        assertThat(wav.channels()).isEqualTo(1);
        assertThat(wav.length()).isEqualTo(2000);
        assertThat(wav.channel(0)[0]).isEqualTo((short) -8000);
        assertThat(wav.channel(0)[1999]).isEqualTo((short) -9999);
    }

    @Test
    void recording_put_in_the_place_of_another_is_refused() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var mine = record(recordings, "mine", 100);
        var yours = record(recordings, "yours", 100);
        Files.delete(folder.resolve(mine));
        Files.move(folder.resolve(yours), folder.resolve(mine));
        assertThatThrownBy(() -> recordings.open(mine))
                .hasMessageContaining("call mine")
                .hasMessageContaining("yours");
    }

    @Test
    void removed_recording_is_gone_and_was_made_unreadable_first() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var name = record(recordings, "gone", 100);
        var link = Files.createLink(folder.resolve("2026-11-24/link.sealed"), folder.resolve(name));
        assertThat(recordings.delete(name)).isTrue();
        assertThat(recordings.delete(name)).isFalse();
        assertThat(Files.exists(folder.resolve(name))).isFalse();
        assertThat(Files.exists(link)).as("a second name of the same bytes").isTrue();
        assertThatThrownBy(() -> recordings.open("2026-11-24/link.sealed"))
                .isInstanceOf(Damaged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../keys/records.keys",
                "2026-11-24/../../x.wav",
                "/etc/passwd",
                "2026-11-24/a/b.wav",
                "2026-11-24/..%2fx.wav",
                "caller-1.wav",
                "2026-11-24/a.wav\u0000.sealed",
                ""
            })
    void name_that_leads_out_of_the_folder_is_no_recording(String name) throws IOException {
        Files.writeString(folder.resolve("caller-1.wav"), "x");
        var recordings = Recordings.plain(folder);
        assertThat(recordings.exists(name)).isFalse();
        assertThat(recordings.delete(name)).isFalse();
        assertThatThrownBy(() -> recordings.open(name)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void call_is_recorded_sealed_under_its_name() throws IOException {
        var recordings = Recordings.sealed(folder, () -> ring);
        var clock = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
        try (var recorder = new CallRecorder(recordings, clock, Meters.NONE)) {
            var recording = recorder.open("abc", Codec.MULAW_8K, System.nanoTime(), () -> {});
            assertThat(recording.finish()).isEqualTo("2026-11-24/abc.sealed");
        }
        try (var sound = recordings.open("2026-11-24/abc.sealed")) {
            assertThat(sound.isComplete()).isTrue();
            assertThat(sound.channels()).isEqualTo(2);
        }
    }

    private static String record(Recordings recordings, String call, int frames)
            throws IOException {
        var name = recordings.name(DAY, call);
        try (var file = recordings.create(name, call, RATE)) {
            write(file, frames);
        }
        return name;
    }

    private static void write(SoundFile file, int frames) throws IOException {
        short[] left = new short[frames];
        short[] right = new short[frames];
        for (int i = 0; i < frames; i++) {
            left[i] = (short) i;
            right[i] = (short) -i;
        }
        for (int at = 0; at < frames; at += 160) {
            int count = Math.min(160, frames - at);
            file.write(left, at, right, at, count);
        }
    }

    private static byte[] wav(Recordings recordings, String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var sound = recordings.open(name)) {
            sound.copyTo(bytes);
            assertThat(sound.length()).isEqualTo(bytes.size());
        }
        return bytes.toByteArray();
    }
}
