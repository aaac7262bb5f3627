package dev.parley.it.talk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A sound card that plays into nothing, for browsers that give no sound without one (Firefox): a
/// PulseAudio of our own on a socket of our own.
final class SoundCard implements AutoCloseable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Path folder;
    private final Process process;

    private SoundCard(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static SoundCard open() throws IOException {
        var folder = Files.createTempDirectory("parley-sound");
        var socket = folder.resolve("native");
        var builder =
                new ProcessBuilder(
                                "pulseaudio",
                                "-n",
                                "--daemonize=no",
                                "--use-pid-file=no",
                                "--exit-idle-time=-1",
                                "-L",
                                "module-null-sink",
                                "-L",
                                "module-native-protocol-unix auth-anonymous=1 socket=" + socket)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        var card = new SoundCard(folder, builder.start());
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(socket)) {
            if (!card.process.isAlive() || System.nanoTime() > until) {
                var log = Files.readString(folder.resolve("log"));
                card.close();
                throw new IllegalStateException("expected a running pulseaudio, got:\n" + log);
            }
            LockSupport.parkNanos(20_000_000);
        }
        return card;
    }

    /// What a program must find in `PULSE_SERVER`.
    String server() {
        return "unix:" + folder.resolve("native");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }
}
