package dev.parley.it.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A file system of its own of a few hundred kilobytes, which can be full or read-only. Needs root;
/// elsewhere the test is skipped.
record SmallDisk(Path folder) implements AutoCloseable {
    private static final String FILLER = "filler";

    static SmallDisk mount() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("parley-disk");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder.toString()),
                "a small disk needs root and the right to mount: skipped");
        return new SmallDisk(folder);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /// Leaves not one byte free.
    void fill() throws IOException {
        try (var file = Files.newOutputStream(folder.resolve(FILLER))) {
            var bytes = new byte[4096];
            while (true) {
                file.write(bytes);
            }
        } catch (IOException e) {
            if (Files.size(folder.resolve(FILLER)) == 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.delete(folder.resolve(FILLER));
    }

    void makeReadOnly() throws IOException, InterruptedException {
        assumeTrue(run("mount", "-o", "remount,ro", folder.toString()), "cannot remount: skipped");
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", folder.toString());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
