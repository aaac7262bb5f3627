package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.providers.net.Loop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs a client's reading of messages many times, where it belongs, and fails with whatever
/// escapes from it or stays in memory.
public final class Fuzz {
    private static final int BATCH = 200;
    private static final long MAX_GROWTH_BYTES = 64L << 20;

    private Fuzz() {}

    /// @param inputs how often
    /// @param one feeds one input
    public static void on(Loop loop, int inputs, Runnable one) throws InterruptedException {
        long before = usedBytes();
        for (int done = 0; done < inputs; done += BATCH) {
            batch(loop, Math.min(BATCH, inputs - done), one);
        }
        assertThat(usedBytes() - before).as("growth of memory").isLessThan(MAX_GROWTH_BYTES);
    }

    private static void batch(Loop loop, int count, Runnable one) throws InterruptedException {
        var escaped = new AtomicReference<@Nullable Throwable>();
        var over = new CountDownLatch(1);
        boolean runs =
                loop.run(() -> {
                    try {
                        for (int i = 0; i < count; i++) {
                            one.run();
                        }
                    } catch (RuntimeException | Error e) {
                        escaped.set(e);
                    } finally {
                        over.countDown();
                    }
                });
        assertThat(runs).as("the network is open").isTrue();
        over.await();
        assertThat(escaped.get()).as("escaped from the client").isNull();
    }

    private static long usedBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
