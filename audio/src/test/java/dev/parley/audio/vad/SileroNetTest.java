package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.Sounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SileroNetTest {
    @Test
    void agrees_with_the_reference_runtime_on_the_golden_clip() throws IOException {
        GoldenClip clip = GoldenClip.read();
        float[] probabilities = probabilities(clip.samples());
        List<Float> expected = clip.probabilities();
        assertThat(expected).hasSize(probabilities.length).hasSizeGreaterThan(950);
        for (int frame = 0; frame < probabilities.length; frame++) {
            assertThat(probabilities[frame])
                    .as("frame %d", frame)
                    .isEqualTo(expected.get(frame), within(0.01f));
            assertThat(probabilities[frame] > 0.5)
                    .as("decision at frame %d", frame)
                    .isEqualTo(expected.get(frame) > 0.5);
        }
    }

    @Test
    void eight_streams_on_four_threads_equal_one_thread_bit_for_bit()
            throws IOException, InterruptedException, ExecutionException {
        short[] clip = GoldenClip.read().samples();
        List<short[]> streams = new ArrayList<>();
        List<float[]> alone = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            streams.add(Arrays.copyOfRange(clip, i * 50_000, i * 50_000 + 100_000));
            alone.add(probabilities(streams.get(i)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> together = new ArrayList<>();
            for (short[] stream : streams) {
                together.add(threads.submit(() -> probabilities(stream)));
            }
            for (int i = 0; i < streams.size(); i++) {
                assertThat(together.get(i).get()).as("stream %d", i).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void after_reset_the_stream_begins_anew() {
        short[] noise = Sounds.whiteNoise(1, -20, 5 * SileroNet.FRAME);
        SileroNet net = new SileroNet();
        float[] first = probabilities(net, noise);
        net.reset();
        assertThat(probabilities(net, noise)).isEqualTo(first);
    }

    @Test
    void digital_silence_and_full_scale_are_numbers_too() {
        short[] loud = new short[20 * SileroNet.FRAME];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = i / 8 % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
        }
        for (float p : probabilities(Sounds.joined(new short[20 * SileroNet.FRAME], loud))) {
            assertThat(p).isBetween(0f, 1f);
        }
    }

    private static float[] probabilities(short[] samples) {
        return probabilities(new SileroNet(), samples);
    }

    private static float[] probabilities(SileroNet net, short[] samples) {
        float[] probabilities = new float[samples.length / SileroNet.FRAME];
        short[] frame = new short[SileroNet.FRAME];
        for (int i = 0; i < probabilities.length; i++) {
            System.arraycopy(samples, i * frame.length, frame, 0, frame.length);
            probabilities[i] = net.probability(frame);
        }
        return probabilities;
    }
}
