package dev.parley.sim.conversation;

import dev.parley.call.conversation.Guards;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs simulated calls by the thousand. Each seed is one call; a call that breaks a rule is named
/// by its seed, and the seed plays it again.
public final class ConversationSimulation {
    private final Guards guards;

    public ConversationSimulation(Guards guards) {
        this.guards = guards;
    }

    /// Runs one call; a broken rule is a [Violation] or whatever the conversation threw.
    public Tally play(long seed, @Nullable Consumer<String> trace) {
        var tally = new Tally();
        new SimulatedCall(seed, guards, tally, trace).run();
        return tally;
    }

    /// Runs the calls of the seeds `first` to `first + count - 1` in this thread, until one breaks
    /// a rule.
    public Tally play(long first, long count) throws BrokenCall {
        var tally = new Tally();
        for (long seed = first; seed < first + count; seed++) {
            try {
                new SimulatedCall(seed, guards, tally, null).run();
            } catch (RuntimeException broken) {
                throw new BrokenCall(seed, broken);
            }
        }
        return tally;
    }

    /// The same on several platform threads.
    public Tally play(long first, long count, int threads) throws BrokenCall, InterruptedException {
        var parts = new ArrayList<Callable<Tally>>();
        long chunk = Math.max(1, Math.min(10_000, count / threads));
        for (long at = first; at < first + count; at += chunk) {
            long from = at;
            long size = Math.min(chunk, first + count - at);
            parts.add(() -> play(from, size));
        }
        var tally = new Tally();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var part : pool.invokeAll(parts)) {
                tally.add(part.get());
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BrokenCall broken) {
                throw broken;
            }
            throw new IllegalStateException(failed);
        }
        return tally;
    }

    /// The calls of one seed, line by line.
    public List<String> trace(long seed) {
        var lines = new ArrayList<String>();
        try {
            play(seed, lines::add);
        } catch (RuntimeException broken) {
            lines.add("broken: " + broken);
        }
        return lines;
    }

    /// A call that broke a rule.
    public static final class BrokenCall extends Exception {
        private static final long serialVersionUID = 1;

        private final long seed;

        BrokenCall(long seed, Throwable cause) {
            super(
                    "seed "
                            + seed
                            + ": "
                            + cause
                            + "; play it again with ./mvnw -pl sim test"
                            + " -Dtest=ConversationSimulationTest#plays_one_seed -Dparley.seed="
                            + seed,
                    cause);
            this.seed = seed;
        }

        public long seed() {
            return seed;
        }
    }
}
