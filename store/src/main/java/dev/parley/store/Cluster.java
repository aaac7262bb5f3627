package dev.parley.store;

import dev.parley.compliance.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of one embedded PostgreSQL: programs, password and data folder, made on first use.
///
/// @param folder holds everything
/// @param programs the folder of `initdb`, `pg_ctl` and `postgres`
/// @param data the data folder of PostgreSQL
record Cluster(Path folder, Path programs, Path data, Secret password, RunAs runAs) {
    static final String USER = "parley";
    static final String DATABASE = "parley";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /// How the programs are run, decided by trying one of them.
    @FunctionalInterface
    interface Choice {
        RunAs choose(Path program) throws IOException, InterruptedException;
    }

    /// Opens the cluster under `folder`, unpacking and initializing what is missing.
    static Cluster open(Path folder, Choice choice) throws IOException, InterruptedException {
        var programs = Binaries.unpacked(folder).resolve("bin");
        var cluster =
                new Cluster(
                        folder,
                        programs,
                        folder.resolve("data"),
                        password(folder.resolve("password")),
                        choice.choose(programs.resolve("initdb")));
        if (Files.exists(cluster.data)) {
            cluster.requireVersion();
        } else {
            cluster.initialize();
        }
        cluster.runAs.own(cluster.data);
        return cluster;
    }

    /// JDBC address of the database at this port.
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private static Secret password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            OwnerFile.write(file, Base64.getUrlEncoder().encodeToString(bytes));
        }
        return Secret.of(Files.readString(file).trim());
    }

    private void requireVersion() throws IOException {
        var major = Binaries.VERSION.substring(0, Binaries.VERSION.indexOf('.'));
        var version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw new DatabaseUnavailable(
                    "expected a database in "
                            + data
                            + ", but it has no file PG_VERSION: it is something else, or was damaged;"
                            + " put back a backup, or move the folder away to begin with an empty"
                            + " database");
        }
        var found = Files.readString(version).trim();
        if (!found.equals(major)) {
            throw new DatabaseUnavailable(
                    "expected data of PostgreSQL "
                            + major
                            + " in "
                            + data
                            + ", but it is of version "
                            + found
                            + "; dump it with that version and load it here, or set another --data"
                            + " folder");
        }
    }

    /// Made aside and renamed: a folder called `data` is always whole.
    private void initialize() throws IOException, InterruptedException {
        var started = System.nanoTime();
        var fresh = folder.resolve("data.new");
        Binaries.deleteTree(fresh);
        Files.createDirectory(fresh);
        var passwordFile = folder.resolve("password");
        runAs.own(fresh);
        runAs.own(passwordFile);
        run(
                "",
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        run(
                "CREATE DATABASE " + DATABASE + ";\n",
                "postgres",
                "--single",
                "-D",
                fresh.toString(),
                "postgres");
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        log.atInfo()
                .addKeyValue("folder", data)
                .addKeyValue("millis", (System.nanoTime() - started) / 1_000_000)
                .log("database folder made");
    }

    /// Runs one of the programs to its end and refuses a failure with what it printed.
    void run(String input, String program, String... arguments)
            throws IOException, InterruptedException {
        var process =
                runAs.builder(command(program, arguments))
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        // Its output is a few lines, less than a pipe holds, and ends when the program does.
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new DatabaseUnavailable(
                    "expected "
                            + program
                            + " to succeed in "
                            + folder
                            + ", but: "
                            + output.strip());
        }
    }

    List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
