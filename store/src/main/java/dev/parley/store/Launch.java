package dev.parley.store;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the PostgreSQL process of a cluster to life, or finds it alive. Used while the folder's
/// lock is held, by one thread at a time; blocks.
record Launch(Cluster cluster) {
    private static final Logger log = LoggerFactory.getLogger(Launch.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final long MAX_LOG_BYTES = 8 << 20;

    /// Finds a PostgreSQL that still runs on this folder. We hold the folder's lock, so its server
    /// is gone; one that is just starting or stopping is waited for.
    Optional<PostmasterFile> adopt() throws IOException, InterruptedException {
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
            if (file.get().isReady() && isOurs(file.get().port())) {
                return Optional.of(file.get());
            }
            Thread.sleep(POLL);
        }
        throw new DatabaseUnavailable(
                "a PostgreSQL runs on "
                        + cluster.data()
                        + " but does not let us in; stop the process named in its postmaster.pid");
    }

    private boolean isOurs(int port) throws IOException {
        var address = new DatabaseAddress(Cluster.url(port), Cluster.USER, cluster.password());
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
    private int preferredPort() throws IOException {
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

    /// Starts it on the port of last time, or on another if that is taken.
    PostmasterFile launch() throws IOException, InterruptedException {
        try {
            return launch(preferredPort());
        } catch (DatabaseUnavailable e) {
            if (!String.valueOf(e.getMessage()).contains("Address already in use")) {
                throw e;
            }
            return launch(freePort(0)); // somebody took it between our look and the start
        }
    }

    /// Starts it on this port and waits until it accepts connections.
    PostmasterFile launch(int port) throws IOException, InterruptedException {
        var output = cluster.folder().resolve("server.log");
        if (Files.exists(output) && Files.size(output) > MAX_LOG_BYTES) {
            Files.move(
                    output,
                    cluster.folder().resolve("server.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var process =
                cluster.runAs()
                        .builder(serverCommand(port))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit && process.isAlive()) {
            var file = PostmasterFile.read(cluster.data());
            if (file.isPresent() && file.get().pid() == process.pid() && file.get().isReady()) {
                return file.get();
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
    private List<String> serverCommand(int port) {
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
}
