package dev.parley.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The main process of the embedded PostgreSQL of a data folder.
record Postmaster(ProcessHandle process) {
    static Postmaster of(Path dataFolder) throws IOException {
        var file = dataFolder.resolve("postgres/data/postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().trim());
        return new Postmaster(ProcessHandle.of(pid).orElseThrow());
    }

    /// SIGKILL; returns when it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() throws InterruptedException {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("expected PostgreSQL to end", e);
        }
    }

    /// Waits until another one runs on the folder and takes connections.
    static void awaitOther(Path dataFolder, Postmaster old) throws IOException {
        var limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        var file = dataFolder.resolve("postgres/data/postmaster.pid");
        while (System.nanoTime() < limit) {
            try {
                var lines = Files.readAllLines(file);
                if (lines.size() > 7
                        && Long.parseLong(lines.getFirst().trim()) != old.process.pid()
                        && lines.get(7).startsWith("ready")) {
                    return;
                }
            } catch (NoSuchFileException _) {
                // between two
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("PostgreSQL was not started again within 30 s");
    }
}
