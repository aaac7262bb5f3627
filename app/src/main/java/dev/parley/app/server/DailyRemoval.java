package dev.parley.app.server;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes soon after the start, and then once a day, what is older than its class may be: a job on
/// the platform thread `retention`, which no call ever waits for. What fails is tried again a day
/// later.
final class DailyRemoval implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DailyRemoval.class);

    /// A server that has just started has better things to do.
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Job job;
    private final ScheduledExecutorService jobs =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("retention").daemon().factory());

    /// What is done each time; blocks.
    @FunctionalInterface
    interface Job {
        Removal.Removed run() throws SQLException, IOException;
    }

    DailyRemoval(Job job) {
        this(job, FIRST, EVERY);
    }

    DailyRemoval(Job job, Duration first, Duration every) {
        this.job = job;
        var _ =
                jobs.scheduleWithFixedDelay(
                        this::once, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once() {
        try {
            var removed = job.run();
            log.atInfo()
                    .addKeyValue("recordings", removed.recordings())
                    .addKeyValue("bytes", removed.bytes())
                    .addKeyValue("transcripts", removed.transcripts())
                    .addKeyValue("records", removed.records())
                    .log("removed what was old");
        } catch (SQLException | IOException | RuntimeException e) {
            log.atError()
                    .addKeyValue("failure", e.toString())
                    .log("what is old could not be removed, it is tried again in a day");
        }
    }

    /// Interrupts a removal under way and waits for its end: what it needs is closed next.
    @Override
    public void close() {
        jobs.shutdownNow();
        try {
            if (!jobs.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                log.atWarn().log("removal does not stop");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
