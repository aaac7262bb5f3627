package dev.parley.app.command;

import dev.parley.app.server.Server;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Ctrl-C and SIGTERM for a running server: from its making on they drain the server and let
/// `await` return.
final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// @param drainLimit how long calls in progress may go on
    StopSignal(Server server, Duration drainLimit) {
        var hook =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            try {
                                server.stop(drainLimit);
                            } catch (InterruptedException _) {
                                server.close();
                            } finally {
                                stopped.countDown();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Waits until the server was stopped.
    void await() throws InterruptedException {
        stopped.await();
    }
}
