package dev.parley.app.server;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes once a day what is older than its class may be, on the virtual thread `retention`. What
/// fails is tried again a day later.
final class DailyRemoval implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DailyRemoval.class);

    /// A server that has just started has better things to do.
    private static final Duration FIRST = Duration.ofMinutes(10);

    private static final Duration EVERY = Duration.ofDays(1);

    private final Removal removal;
    private final Thread thread;

    DailyRemoval(Removal removal) {
        this.removal = removal;
        this.thread = Thread.ofVirtual().name("retention").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(FIRST);
            while (true) {
                once();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            var removed = removal.run(false);
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

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
