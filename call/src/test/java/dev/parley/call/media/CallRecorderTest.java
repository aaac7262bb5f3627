package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.Wav;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallRecorderTest {
    private static final int FRAME = 160;
    private static final long FRAME_NANOS = 20_000_000;

    @TempDir private Path folder;
    private final HandWheel time = new HandWheel();
    private final AtomicLong drops = new AtomicLong();

    @Test
    void the_agent_is_recorded_where_it_plays_and_not_when_it_was_sent() throws IOException {
        var recording = recording();
        pass(recording, 100);
        for (int i = 0; i < 10; i++) {
            agent(recording, 100 + 20L * i, 500); // all sent now, 200 ms ahead
        }
        pass(recording, 900);

        var wav = finish(recording);

        assertThat(level(wav, 1, 0, 100)).isZero();
        assertThat(level(wav, 1, 100, 300)).isEqualTo(500);
        assertThat(level(wav, 1, 300, 1000)).isZero();
        assertThat(wav.length()).isEqualTo(1000 * 8);
    }

    @Test
    void the_caller_is_recorded_at_media_time_however_late_it_comes() throws IOException {
        var recording = recording();
        pass(recording, 400);
        for (int i = 0; i < 5; i++) {
            caller(recording, 300 + 20L * i, 700);
        }
        pass(recording, 600);

        var wav = finish(recording);

        assertThat(level(wav, 0, 0, 300)).isZero();
        assertThat(level(wav, 0, 300, 400)).isEqualTo(700);
        assertThat(level(wav, 0, 400, 1000)).isZero();
    }

    @Test
    void flushed_sound_is_cut_out_and_what_follows_stays() throws IOException {
        var recording = recording();
        for (int i = 0; i < 10; i++) {
            agent(recording, 20L * i, 500);
        }
        recording.cutAgent(120_000_000);
        for (int i = 0; i < 5; i++) {
            agent(recording, 160 + 20L * i, 900);
        }
        pass(recording, 1000);

        var wav = finish(recording);

        assertThat(level(wav, 1, 0, 120)).isEqualTo(500);
        assertThat(level(wav, 1, 120, 160)).isZero();
        assertThat(level(wav, 1, 160, 260)).isEqualTo(900);
    }

    @Test
    void what_the_carrier_had_not_played_at_the_end_is_not_in_the_recording() throws IOException {
        var recording = recording();
        pass(recording, 100);
        for (int i = 0; i < 10; i++) {
            agent(recording, 100 + 20L * i, 500);
        }
        pass(recording, 60);

        var wav = finish(recording);

        assertThat(wav.length()).isEqualTo(160 * 8);
    }

    @Test
    void a_long_call_is_recorded_without_a_gap_or_a_doubled_sample() throws IOException {
        var recording = recording();
        for (int i = 0; i < 500; i++) {
            caller(recording, 20L * i, 1 + i);
            agent(recording, 20L * i, 1000 + i);
            time.pass(20);
            if (i % 5 == 0) {
                recording.write();
            }
        }
        var wav = finish(recording);

        for (int i = 0; i < 500; i++) {
            assertThat(level(wav, 0, 20 * i, 20 * i + 20)).isEqualTo(1 + i);
            assertThat(level(wav, 1, 20 * i, 20 * i + 20)).isEqualTo(1000 + i);
        }
        assertThat(drops).hasValue(0);
    }

    @Test
    void a_writer_that_is_held_up_leaves_a_gap_that_is_counted_and_stays_aligned()
            throws IOException {
        var recording = recording();
        for (int i = 0; i < 200; i++) {
            caller(recording, 20L * i, 300);
            time.pass(20);
        }
        for (int i = 200; i < 250; i++) {
            recording.write();
            caller(recording, 20L * i, 400);
            time.pass(20);
        }

        var wav = finish(recording);

        assertThat(drops).hasValue(100);
        assertThat(level(wav, 0, 0, 2000)).isEqualTo(300);
        assertThat(level(wav, 0, 2000, 4000)).isZero();
        assertThat(level(wav, 0, 4000, 5000)).isEqualTo(400);
    }

    @Test
    void a_cut_is_taken_even_by_a_ring_that_is_full_of_frames() throws IOException {
        var recording = recording();
        for (int i = 0; i < 200; i++) {
            agent(recording, 4L * i, 500);
        }
        recording.cutAgent(100_000_000);
        pass(recording, 1000);

        var wav = finish(recording);

        assertThat(level(wav, 1, 0, 100)).isEqualTo(500);
        assertThat(level(wav, 1, 100, 1000)).isZero();
    }

    @Test
    void a_disk_that_refuses_ends_the_recording_and_tells_so() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        var told = new CountDownLatch(1);
        try (var recorder = new CallRecorder(Recordings.plain(file), clock(), Meters.NONE)) {
            var recording = recorder.open("call", Codec.PCM_8K, System.nanoTime(), told::countDown);
            told.await();

            recording.caller(0, new byte[2 * FRAME], 0, 2 * FRAME);
            recording.finish();
        }
    }

    @Test
    void a_disk_that_is_full_ends_the_recording_tells_so_once_and_the_next_call_is_recorded()
            throws Exception {
        var day = Files.createDirectories(folder.resolve("2026-11-24"));
        Files.createSymbolicLink(day.resolve("full.wav"), Path.of("/dev/full"));
        var told = new AtomicLong();
        try (var recorder = new CallRecorder(Recordings.plain(folder), clock(), Meters.NONE)) {
            var full =
                    recorder.open("full", Codec.PCM_8K, System.nanoTime(), told::incrementAndGet);
            var next = recorder.open("next", Codec.PCM_8K, System.nanoTime(), () -> {});
            full.caller(0, new byte[2 * FRAME], 0, 2 * FRAME); // harmless
            full.finish();
            next.finish();
        }
        assertThat(told).hasValue(1);
        assertThat(Wav.read(day.resolve("next.wav")).channels()).isEqualTo(2);
    }

    @Test
    void recordings_lie_in_a_folder_for_each_day_under_the_name_of_the_call() throws IOException {
        try (var recorder = new CallRecorder(Recordings.plain(folder), clock(), Meters.NONE)) {
            var recording = recorder.open("abc", Codec.MULAW_8K, System.nanoTime(), () -> {});

            assertThat(recording.finish()).isEqualTo("2026-11-24/abc.wav");
        }
        assertThat(Wav.read(folder.resolve("2026-11-24/abc.wav")).channels()).isEqualTo(2);
    }

    private static Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    }

    private Recording recording() {
        return new Recording(
                () -> new PlainSound(folder.resolve("call.wav"), Codec.PCM_8K.rate()),
                "call.wav",
                Codec.PCM_8K,
                0,
                time::nanos,
                drops::addAndGet,
                () -> {});
    }

    /// Time passes; the writer has its turn every 100 ms.
    private void pass(Recording recording, int millis) throws IOException {
        for (int i = 0; i < millis; i += 20) {
            time.pass(20);
            if (time.millis() % 100 == 0) {
                recording.write();
            }
        }
    }

    private Wav finish(Recording recording) throws IOException {
        recording.end();
        assertThat(recording.write()).isTrue();
        recording.close();
        return Wav.read(folder.resolve("call.wav"));
    }

    private static void caller(Recording recording, long millis, int value) {
        recording.caller(millis * 8, frame(value), 0, 2 * FRAME);
    }

    private static void agent(Recording recording, long millis, int value) {
        recording.agent(millis * FRAME_NANOS / 20, frame(value), 0, 2 * FRAME);
    }

    private static byte[] frame(int value) {
        short[] samples = new short[FRAME];
        Arrays.fill(samples, (short) value);
        byte[] bytes = new byte[2 * FRAME];
        Wire.encode(Codec.PCM_8K, samples, 0, FRAME, bytes, 0);
        return bytes;
    }

    /// The one value that all samples in this stretch have; -1 if they differ.
    private static int level(Wav wav, int channel, int fromMillis, int toMillis) {
        short[] samples = wav.channel(channel);
        int value = samples[fromMillis * 8];
        for (int i = fromMillis * 8; i < toMillis * 8; i++) {
            if (samples[i] != value) {
                return -1;
            }
        }
        return value;
    }
}
