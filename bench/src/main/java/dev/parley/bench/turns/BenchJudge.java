package dev.parley.bench.turns;

import dev.parley.call.speech.TurnJudge;
import dev.parley.call.speech.TurnJudgePlugin;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A model that judges turns, one decision at a time, with what each costs. Any thread.
final class BenchJudge implements AutoCloseable {
    private final TurnJudge judge;
    private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();

    private BenchJudge(TurnJudge judge) {
        this.judge = judge;
    }

    static BenchJudge open(Path model) {
        return new BenchJudge(
                ServiceLoader.load(TurnJudgePlugin.class).findFirst().orElseThrow().open(model));
    }

    TurnJudge model() {
        return judge;
    }

    double complete(short[] samples) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        double complete = judge.complete(samples);
        long took = (threads.getCurrentThreadCpuTime() - before) / 1_000;
        micros.add(took);
        return complete;
    }

    /// Milliseconds of processor that so large a share of the decisions cost at most.
    double cost(double share) {
        var sorted = micros.stream().sorted().toList();
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())) / 1000.0;
    }

    int decisions() {
        return micros.size();
    }

    @Override
    public void close() {
        judge.close();
    }
}
