package dev.parley.bench.audio;

import dev.parley.audio.G711;
import dev.parley.audio.Level;
import dev.parley.audio.RecognizerInput;
import dev.parley.audio.Resampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The stops of a frame's path that count samples, per 20 ms, against copying the frame.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SoundBench {
    private final short[] narrow = Speech.talk(8_000, 1);
    private final short[] wide = Speech.talk(16_000, 1);
    private final short[] studio = Speech.talk(48_000, 1);
    private final short[] odd = Speech.talk(22_050, 1);
    private final byte[] codes = new byte[160];
    private final short[] out = new short[1024];
    private final short[] work = new short[320];

    private final Resampler upTwo = new Resampler(8_000, 16_000);
    private final Resampler downTwo = new Resampler(16_000, 8_000);
    private final Resampler downSix = new Resampler(48_000, 8_000);
    private final Resampler downOdd = new Resampler(22_050, 8_000);
    private final RecognizerInput grammar = new RecognizerInput(true);
    private final RecognizerInput unsuppressed = new RecognizerInput(true, false);

    /// The floor: 160 samples copied.
    @Benchmark
    public short[] copy() {
        System.arraycopy(narrow, 0, out, 0, 160);
        return out;
    }

    @Benchmark
    public short[] decodeMuLaw() {
        G711.decodeMuLaw(codes, 0, 160, out, 0);
        return out;
    }

    @Benchmark
    public byte[] encodeMuLaw() {
        G711.encodeMuLaw(narrow, 160, 160, codes, 0);
        return codes;
    }

    @Benchmark
    public double level16k() {
        return Level.dbfs(wide, 320, 320);
    }

    @Benchmark
    public int resample8to16() {
        return upTwo.resample(narrow, 160, 160, out, 0);
    }

    @Benchmark
    public int resample16to8() {
        return downTwo.resample(wide, 320, 320, out, 0);
    }

    @Benchmark
    public int resample48to8() {
        return downSix.resample(studio, 960, 960, out, 0);
    }

    @Benchmark
    public int resample22to8() {
        return downOdd.resample(odd, 441, 441, out, 0);
    }

    @Benchmark
    public short[] recognizerInput() {
        System.arraycopy(wide, 3200, work, 0, 320);
        grammar.process(work, 0, 320);
        return work;
    }

    @Benchmark
    public short[] recognizerInputWithoutSuppressor() {
        System.arraycopy(wide, 3200, work, 0, 320);
        unsuppressed.process(work, 0, 320);
        return work;
    }
}
