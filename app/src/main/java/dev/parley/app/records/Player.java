package dev.parley.app.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program of the system that plays a WAV file from its standard input, so that no plain sound
/// touches the disk.
public final class Player {
    private final List<String> command;

    private Player(List<String> command) {
        this.command = command;
    }

    /// Writes the WAV file to be played.
    @FunctionalInterface
    public interface Sound {
        void writeTo(OutputStream out) throws IOException;
    }

    /// The first of aplay, pw-play, paplay and play (sox) that is on `path`; empty if none is.
    ///
    /// @param path as the environment variable PATH
    public static Optional<Player> find(String path) {
        for (var command :
                List.of(
                        List.of("aplay", "-q", "-"),
                        List.of("pw-play", "-"),
                        List.of("paplay", "--", "/dev/stdin"),
                        List.of("play", "-q", "-t", "wav", "-"))) {
            for (var folder : path.split(":")) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, command.getFirst()))) {
                    return Optional.of(new Player(command));
                }
            }
        }
        return Optional.empty();
    }

    /// Name of the program.
    public String name() {
        return command.getFirst();
    }

    /// Plays to the end; false if the program failed, for example because there is no sound card.
    public boolean play(Sound sound) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = process.getOutputStream()) {
            sound.writeTo(out);
        } catch (IOException e) {
            // It stopped listening: its exit code says whether that was its end or its failure.
            return process.waitFor() == 0;
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                process.destroy();
            }
        }
        return process.waitFor() == 0;
    }
}
