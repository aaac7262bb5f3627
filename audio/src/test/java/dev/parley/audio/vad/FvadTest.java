package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.audio.Sounds;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FvadTest {
    @Test
    void frames_leave_nothing_behind_in_native_memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "needs Linux to read its own memory");
        short[] frame = Sounds.whiteNoise(1, -30, 480);
        MemorySegment memory = MemorySegment.ofArray(frame);
        try (Fvad detector = new Fvad(16_000, 3)) {
            run(detector, memory, 20_000);
            long before = residentKilobytes(status);
            run(detector, memory, 100_000); // 96 MB if each frame left its copy
            assertThat(residentKilobytes(status) - before).isLessThan(40_000);
        }
    }

    @Test
    void detectors_on_many_threads_do_not_disturb_each_other() throws Exception {
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            alone.add(voicedFrames(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> together = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 8; i++) {
                    int seed = i;
                    together.add(threads.submit(() -> voicedFrames(seed)));
                }
            }
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 8));
            }
        }
    }

    @Test
    void wrong_frames_rates_and_modes_are_refused() {
        assertThatThrownBy(() -> open(8_001, 3)).hasMessageContaining("8001");
        assertThatThrownBy(() -> open(8_000, 4)).hasMessageContaining("mode 4");
        try (Fvad detector = new Fvad(8_000, 3)) {
            assertThatThrownBy(() -> detector.process(MemorySegment.ofArray(new short[100]), 100))
                    .hasMessageContaining("100 samples");
        }
    }

    @Test
    void a_closed_detector_says_so_instead_of_touching_freed_memory() {
        Fvad closed = new Fvad(8_000, 3);
        try (closed) {
            assertThat(closed.process(MemorySegment.ofArray(new short[160]), 160)).isFalse();
        }
        try (closed) { // closing twice is harmless
            assertThatThrownBy(() -> closed.process(MemorySegment.ofArray(new short[160]), 160))
                    .hasMessageContaining("closed");
        }
    }

    private static void open(int rate, int mode) {
        try (Fvad detector = new Fvad(rate, mode)) {
            assertThat(detector).isNotNull();
        }
    }

    private static void run(Fvad detector, MemorySegment frame, int times) {
        for (int i = 0; i < times; i++) {
            detector.process(frame, 480);
        }
    }

    private static int voicedFrames(long seed) {
        short[] noise = Sounds.pinkNoise(seed, -25, 16_000);
        short[] frame = new short[160];
        int voiced = 0;
        try (Fvad detector = new Fvad(8_000, 0)) {
            for (int at = 0; at + 160 <= noise.length; at += 160) {
                System.arraycopy(noise, at, frame, 0, 160);
                voiced += detector.process(MemorySegment.ofArray(frame), 160) ? 1 : 0;
            }
        }
        return voiced;
    }

    private static long residentKilobytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
