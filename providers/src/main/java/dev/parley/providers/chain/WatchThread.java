package dev.parley.providers.chain;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Real time: one platform thread, `provider-watch`, for the limits of all chains of a server.
/// Closed after the chains; what is set afterwards never rings.
public final class WatchThread implements Timekeeper, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchThread.class);

    private final ScheduledThreadPoolExecutor thread;

    public WatchThread() {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("provider-watch").factory());
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            var alarm = thread.schedule(() -> ring(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> alarm.cancel(false);
        } catch (RejectedExecutionException _) {
            return () -> {}; // closed
        }
    }

    @Override
    public void fork(Runnable task) {
        var _ = Thread.ofVirtual().name("provider-", 0).start(() -> ring(task));
    }

    private static void ring(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            log.atError().setCause(defect).log("what follows on a time limit of a provider threw");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
