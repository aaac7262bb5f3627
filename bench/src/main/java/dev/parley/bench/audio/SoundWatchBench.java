package dev.parley.bench.audio;

import dev.parley.audio.G711;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.record.CallStore;
import dev.parley.call.sound.SoundWatch;
import dev.parley.call.sound.SoundWatches;
import dev.parley.meter.Meters;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What measuring the sound of a call costs a frame of 20 ms: on the thread that carries it, by
/// JMH; and on the thread that measures, by its processor time over calls of real time ([#main]).
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SoundWatchBench {
    private static final int CALLS = 200;
    private static final int SECONDS = 20;

    private final SoundWatches watches =
            new SoundWatches(CallStore.NONE, Clock.systemUTC(), Meters.NONE);
    private final SoundWatch narrow = watches.open("narrow", Codec.MULAW_8K, System.nanoTime());
    private final SoundWatch wide = watches.open("wide", Codec.PCM_24K, System.nanoTime());
    private final byte[] codes = new byte[160];
    private final byte[] samples = new byte[960];
    private long at;

    @TearDown
    public void close() {
        watches.close();
    }

    @Benchmark
    public long callerMuLaw() {
        narrow.caller(at, codes, 0, codes.length);
        at += 160;
        return at;
    }

    @Benchmark
    public long agentPcm24k() {
        wide.agent(at, samples, 0, samples.length);
        at += 20_000_000;
        return at;
    }

    /// Prints the processor time of the measuring thread for each frame of a side.
    public static void main(String[] arguments) {
        short[] talk = Speech.talk(8_000, SECONDS);
        byte[] sound = new byte[talk.length];
        G711.encodeMuLaw(talk, 0, talk.length, sound, 0);
        try (var watches = new SoundWatches(CallStore.NONE, Clock.systemUTC(), Meters.NONE)) {
            long start = System.nanoTime();
            List<SoundWatch> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(watches.open("call-" + i, Codec.MULAW_8K, start));
            }
            long cpu = cpu();
            int frames = SECONDS * 50 - 1;
            for (int frame = 0; frame < frames; frame++) {
                long due = start + frame * 20_000_000L;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                for (var call : calls) {
                    call.caller(frame * 160L, sound, frame * 160, 160);
                    call.agent(due, sound, frame * 160, 160);
                }
            }
            System.out.printf(
                    "%d calls, %d s: %.0f ns of the thread \"sound-watch\" a frame%n",
                    CALLS, SECONDS, (double) (cpu() - cpu) / frames / CALLS / 2);
        }
    }

    private static long cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        for (var info : threads.dumpAllThreads(false, false)) {
            if (info.getThreadName().equals("sound-watch")) {
                return threads.getThreadCpuTime(info.getThreadId());
            }
        }
        throw new IllegalStateException("expected the thread sound-watch");
    }
}
