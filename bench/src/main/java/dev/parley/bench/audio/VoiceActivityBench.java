package dev.parley.bench.audio;

import dev.parley.audio.vad.LightVoiceActivity;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.audio.vad.VoiceActivity;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One call's voice activity, per 32 ms of sound, against copying that sound.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class VoiceActivityBench {
    private static final int SECONDS = 32;

    /// What is measured.
    public enum Detector {
        COPY(Copy::new, 16_000),
        NEURAL(NeuralVoiceActivity::new, 16_000),
        NEURAL_EVERY_FRAME(() -> new NeuralVoiceActivity(false), 16_000),
        LIGHT(LightVoiceActivity::new, 16_000),
        LIGHT_8K(() -> new LightVoiceActivity(8_000), 8_000);

        private final Supplier<VoiceActivity> open;
        private final int rate;

        Detector(Supplier<VoiceActivity> open, int rate) {
            this.open = open;
            this.rate = rate;
        }
    }

    @Param public Detector detector = Detector.COPY;

    @Param({"talk", "quiet"})
    public String line = "talk";

    private VoiceActivity activity = new Copy();
    private short[] samples = new short[0];
    private int frame;
    private int at;
    private final Heard heard = new Heard();

    /// Opens the detector.
    @Setup
    public void open() {
        activity = detector.open.get();
        samples =
                line.equals("talk")
                        ? Speech.talk(detector.rate, SECONDS)
                        : Speech.quiet(detector.rate, SECONDS);
        frame = detector.rate * 32 / 1000;
    }

    /// Closes the detector.
    @TearDown
    public void close() {
        activity.close();
    }

    /// 32 ms of sound.
    @Benchmark
    public Heard frame() {
        activity.accept(samples, at, frame, heard);
        at = at + frame == samples.length ? 0 : at + frame;
        return heard;
    }

    /// Counts edges.
    public static final class Heard implements VoiceActivity.Edges {
        private long edges;

        @Override
        public void started(long sample) {
            edges++;
        }

        @Override
        public void stopped(long lastSpeechSample, long samplesSince) {
            edges++;
        }

        @Override
        public String toString() {
            return edges + " edges";
        }
    }

    /// The floor: only copies.
    private static final class Copy implements VoiceActivity {
        private final short[] kept = new short[512];

        @Override
        public void ownVoice(boolean isOwn) {
            // there is no agent
        }

        @Override
        public void accept(short[] samples16k, int off, int count, Edges edges) {
            System.arraycopy(samples16k, off, kept, 0, count);
        }

        @Override
        public double talkerDbfs() {
            return kept[0];
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
