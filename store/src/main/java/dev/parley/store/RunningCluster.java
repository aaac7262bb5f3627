package dev.parley.store;

import dev.parley.compliance.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The embedded PostgreSQL of a folder that another process runs, as a client finds it: by
/// `postmaster.pid` and the file `password`. Blocks.
final class RunningCluster {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private RunningCluster() {}

    /// Waits for a server that is just starting; throws [DatabaseUnavailable] if there is none.
    static DatabaseAddress find(Path folder) throws InterruptedException {
        try {
            var data = folder.toRealPath().resolve("data");
            var limit = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < limit) {
                var file = PostmasterFile.read(data);
                if (file.isPresent() && file.get().isReady() && file.get().process().isPresent()) {
                    var password = Files.readString(folder.resolve("password")).trim();
                    return new DatabaseAddress(
                            Cluster.url(file.get().port()), Cluster.USER, Secret.of(password));
                }
                Thread.sleep(POLL);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "expected to read how to reach the database of " + folder + ", but " + e, e);
        }
        throw new DatabaseUnavailable(
                "a process holds "
                        + folder
                        + ", but its PostgreSQL does not come up; see server.log");
    }
}
