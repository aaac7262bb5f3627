package dev.parley.store;

import dev.parley.compliance.Secret;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own on 127.0.0.1, kept in one folder. Starts in about 0.1 s on an existing
/// folder. If this process is killed, PostgreSQL goes on and the next start adopts it; if
/// PostgreSQL dies, it is started again on the same port, at once and then ever more slowly
/// ([RestartPace]). One process per folder.
///
/// Tests get a throw-away instance by `Postgres.embedded(tempDir, Meters.NONE)`: about 2 s for a
/// fresh folder, so share one per test class or module and use a schema per test.
///
/// Start and close block; the virtual thread `postgres-watch` looks after the process.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration WATCH_EVERY = Duration.ofMillis(250);

    private final FolderLock lock;
    private final Cluster cluster;
    private final boolean adopted;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final RestartPace pace = new RestartPace();
    private final Meters.Counter restarts;
    private final Meters.Counter failures;
    private final Thread watch;

    private EmbeddedPostgres(
            FolderLock lock,
            Cluster cluster,
            PostmasterFile server,
            boolean adopted,
            Meters meters) {
        this.restarts = meters.counter(Metric.DATABASE_RESTARTS, "started");
        this.failures = meters.counter(Metric.DATABASE_RESTARTS, "failed");
        this.lock = lock;
        this.cluster = cluster;
        this.adopted = adopted;
        this.port = server.port();
        this.watch = Thread.ofVirtual().name("postgres-watch").start(() -> watch(server));
    }

    /// Starts or adopts the PostgreSQL of `folder`, making the folder on first use. Throws
    /// [DatabaseUnavailable] if another process holds the folder, if the platform is not supported,
    /// or if PostgreSQL does not start, with its own words.
    ///
    /// @param meters counts how often PostgreSQL died and was started again
    public static EmbeddedPostgres start(Path folder, Meters meters) {
        return start(folder, RunAs::choose, meters);
    }

    static EmbeddedPostgres start(Path folder, Cluster.Choice runAs, Meters meters) {
        var started = System.nanoTime();
        var lock = FolderLock.take(folder);
        try {
            var cluster = Cluster.open(folder.toRealPath(), runAs);
            var launch = new Launch(cluster);
            var survivor = launch.adopt();
            var server = survivor.isPresent() ? survivor.get() : launch.launch();
            var postgres =
                    new EmbeddedPostgres(lock, cluster, server, survivor.isPresent(), meters);
            log.atInfo()
                    .addKeyValue("folder", cluster.data())
                    .addKeyValue("port", server.port())
                    .addKeyValue("adopted", survivor.isPresent())
                    .addKeyValue("millis", (System.nanoTime() - started) / 1_000_000)
                    .log("database started");
            return postgres;
        } catch (IOException e) {
            lock.close();
            throw new DatabaseUnavailable(
                    "expected to start the embedded PostgreSQL in "
                            + folder
                            + ", but "
                            + e
                            + "; check the folder's owner and free space, or set database.url",
                    e);
        } catch (InterruptedException e) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while PostgreSQL was starting", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// JDBC address, without credentials.
    public String url() {
        return Cluster.url(port);
    }

    public String user() {
        return Cluster.USER;
    }

    /// The generated password, also kept in the folder's file `password` (0600).
    public Secret password() {
        return cluster.password();
    }

    /// Whether a PostgreSQL that outlived its server was taken over.
    public boolean wasAdopted() {
        return adopted;
    }

    /// Files and process of this instance, for the tests of what happens when they are harmed.
    Path data() {
        return cluster.data();
    }

    private void watch(PostmasterFile first) {
        var server = first;
        try {
            while (!closing.await(WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                server = lookAfter(server);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private PostmasterFile lookAfter(PostmasterFile server) throws InterruptedException {
        try {
            if (server.process().isPresent()) {
                return server;
            }
            var wait = pace.next(System.nanoTime());
            log.atWarn()
                    .addKeyValue("folder", cluster.data())
                    .addKeyValue("attempt", pace.attempts())
                    .addKeyValue("in millis", wait.toMillis())
                    .log("the database stopped by itself, starting it again");
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return server;
            }
            var launch = new Launch(cluster);
            var survivor = launch.adopt();
            var again = survivor.isPresent() ? survivor.get() : launch.launch(server.port());
            restarts.increment();
            return again;
        } catch (IOException | RuntimeException e) {
            // The root of the watch: whatever fails once is tried again, more slowly.
            failures.increment();
            log.atError().setCause(e).log("the database could not be started again, trying on");
            return server;
        }
    }

    /// Stops PostgreSQL at once but cleanly ("fast" shutdown: open transactions are rolled back).
    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        var interrupted = Thread.interrupted(); // an interrupted close must still stop PostgreSQL
        try {
            watch.join();
            stop();
        } catch (InterruptedException _) {
            interrupted = true;
        } finally {
            lock.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop() throws InterruptedException {
        try {
            var file = PostmasterFile.read(cluster.data());
            if (file.isPresent() && file.get().process().isPresent()) {
                cluster.run(
                        "", "pg_ctl", "stop", "-D", cluster.data().toString(), "-m", "fast", "-w");
                // pg_ctl looks at the file only; the process goes a moment later.
                while (file.get().process().isPresent()) {
                    Thread.sleep(POLL);
                }
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "expected to stop the PostgreSQL of " + cluster.data() + ", but " + e, e);
        }
    }
}
