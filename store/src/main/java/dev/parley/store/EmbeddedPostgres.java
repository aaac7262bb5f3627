package dev.parley.store;

import dev.parley.compliance.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own on 127.0.0.1, kept in one folder. Starts in about 0.1 s on an existing
/// folder. If this process is killed, PostgreSQL goes on and the next start adopts it; if
/// PostgreSQL dies, it is started again on the same port. One process per folder.
///
/// Tests get a throw-away instance by `Postgres.embedded(tempDir, Meters.NONE)`: about 2 s for a
/// fresh folder, so share one per test class or module and use a schema per test.
///
/// Start and close block; the virtual thread `postgres-watch` looks after the process.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration WATCH_EVERY = Duration.ofMillis(250);
    private static final long MAX_LOG_BYTES = 8 << 20;

    private final FolderLock lock;
    private final Cluster cluster;
    private final boolean adopted;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;

    private EmbeddedPostgres(FolderLock lock, Cluster cluster, Running running) {
        this.lock = lock;
        this.cluster = cluster;
        this.adopted = running.adopted;
        this.port = running.server.port();
        this.watch = Thread.ofVirtual().name("postgres-watch").start(() -> watch(running.server));
    }

    private record Running(PostmasterFile server, boolean adopted) {}

    /// Starts or adopts the PostgreSQL of `folder`, making the folder on first use. Throws
    /// [DatabaseUnavailable] if another process holds the folder, if the platform is not supported,
    /// or if PostgreSQL does not start, with its own words.
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, RunAs::choose);
    }

    static EmbeddedPostgres start(Path folder, Cluster.Choice runAs) {
        var started = System.nanoTime();
        var lock = FolderLock.take(folder);
        try {
            var cluster = Cluster.open(folder.toRealPath(), runAs);
            var adopted = adopt(cluster);
            var running = adopted.isPresent() ? adopted.get() : launchOnFreePort(cluster);
            var postgres = new EmbeddedPostgres(lock, cluster, running);
            log.atInfo()
                    .addKeyValue("folder", cluster.data())
                    .addKeyValue("port", running.server.port())
                    .addKeyValue("adopted", running.adopted)
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
        return url(port);
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

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    /// Finds a PostgreSQL that still runs on this folder. We hold the folder's lock, so its server
    /// is gone; one that is just starting or stopping is waited for.
    private static Optional<Running> adopt(Cluster cluster)
            throws IOException, InterruptedException {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            var file = PostmasterFile.read(cluster.data());
            if (file.isEmpty()) {
                return Optional.empty();
            }
            var process = file.get().process();
            if (process.isEmpty()) {
                // Left by a crash. PostgreSQL would refuse to start if the number was recycled by
                // another program of this user.
                Files.deleteIfExists(PostmasterFile.path(cluster.data()));
                return Optional.empty();
            }
            if (file.get().isReady() && isOurs(cluster, file.get().port())) {
                return Optional.of(new Running(file.get(), true));
            }
            Thread.sleep(POLL);
        }
        throw new DatabaseUnavailable(
                "a PostgreSQL runs on "
                        + cluster.data()
                        + " but does not let us in; stop the process named in its postmaster.pid");
    }

    private static boolean isOurs(Cluster cluster, int port) throws IOException {
        var address = new DatabaseAddress(url(port), Cluster.USER, cluster.password());
        try (var connection = address.connect(5);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_setting('data_directory')")) {
            return rows.next() && Path.of(rows.getString(1)).toRealPath().equals(cluster.data());
        } catch (SQLException _) {
            return false; // starting, stopping, or a stranger: the caller asks again until its
            // limit
        }
    }

    /// The port of last time if it is free, so that addresses stay; else any free one.
    private static int preferredPort(Cluster cluster) throws IOException {
        var file = cluster.folder().resolve("port");
        if (Files.exists(file)) {
            try {
                return freePort(Integer.parseInt(Files.readString(file).trim()));
            } catch (IOException | NumberFormatException _) {
                log.atInfo().log("the database's last port is taken, another is used");
            }
        }
        var port = freePort(0);
        Files.writeString(file, port + "\n");
        return port;
    }

    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        }
    }

    private static Running launchOnFreePort(Cluster cluster)
            throws IOException, InterruptedException {
        try {
            return launch(cluster, preferredPort(cluster));
        } catch (DatabaseUnavailable e) {
            if (!String.valueOf(e.getMessage()).contains("Address already in use")) {
                throw e;
            }
            return launch(cluster, freePort(0)); // somebody took it between our look and the start
        }
    }

    private static Running launch(Cluster cluster, int port)
            throws IOException, InterruptedException {
        var output = cluster.folder().resolve("server.log");
        if (Files.exists(output) && Files.size(output) > MAX_LOG_BYTES) {
            Files.move(
                    output,
                    cluster.folder().resolve("server.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var process =
                cluster.runAs()
                        .builder(serverCommand(cluster, port))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit && process.isAlive()) {
            var file = PostmasterFile.read(cluster.data());
            if (file.isPresent() && file.get().pid() == process.pid() && file.get().isReady()) {
                return new Running(file.get(), false);
            }
            process.waitFor(POLL);
        }
        process.destroy();
        var lines = Files.readAllLines(output);
        throw new DatabaseUnavailable(
                "expected PostgreSQL to start on "
                        + cluster.data()
                        + " within "
                        + START_LIMIT.toSeconds()
                        + " s, but its log ends with: "
                        + String.join(
                                " | ", lines.subList(Math.max(0, lines.size() - 4), lines.size())));
    }

    /// `setsid` keeps a Ctrl-C at the terminal from stopping PostgreSQL before the calls are over.
    /// Values of rows never go to its log: no details, no statements, and no errors, because some
    /// quote the value in their first line. Who made the error is told anyway.
    private static List<String> serverCommand(Cluster cluster, int port) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(
                cluster.command(
                        "postgres", "-D", cluster.data().toString(), "-p", Integer.toString(port)));
        for (var setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=50",
                        "shared_buffers=64MB",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        "log_checkpoints=off",
                        "log_error_verbosity=terse",
                        "log_min_messages=log",
                        "log_min_error_statement=panic",
                        "jit=off")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
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
            log.atWarn()
                    .addKeyValue("folder", cluster.data())
                    .log("the database stopped by itself, starting it again");
            var adopted = adopt(cluster);
            return adopted.isPresent() ? adopted.get().server : launch(cluster, port).server;
        } catch (IOException | DatabaseUnavailable e) {
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
