package dev.parley.providers.local;

import dev.parley.audio.Wav;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Runs the program flite once for each sentence. The text goes in by standard input, so that no
/// list of processes shows it; the sound comes by a file, because flite writes its header last.
final class FliteEngine implements SpeechEngine {
    static final int RATE = 16_000;
    private static final long POLL_MILLIS = 10;

    private final Path program;
    private final String voice;
    private final Duration limit;
    private final Path folder;

    /// @param limit after this long the process is killed and the sentence fails
    /// @param folder for the sound files, each deleted after its sentence
    FliteEngine(Path program, String voice, Duration limit, Path folder) {
        this.program = program;
        this.voice = voice;
        this.limit = limit;
        this.folder = folder;
    }

    @Override
    public void render(String text, BooleanSupplier cancelled, Output out)
            throws EngineFault, InterruptedException {
        try {
            Path file = Files.createTempFile(folder, "sentence-", ".wav");
            try {
                run(text, file, cancelled);
                if (!cancelled.getAsBoolean()) {
                    short[] sound = read(file);
                    out.samples(sound, 0, sound.length);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException broken) {
            throw new EngineFault(ProviderFailure.ENGINE, "flite: " + broken.getMessage());
        }
    }

    @Override
    public void close() {}

    private void run(String text, Path file, BooleanSupplier cancelled)
            throws IOException, EngineFault, InterruptedException {
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "-voice",
                                voice,
                                "-f",
                                "-",
                                "-o",
                                file.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((text.replaceAll("\\s+", " ") + "\n").getBytes(StandardCharsets.UTF_8));
            }
            long deadline = System.nanoTime() + limit.toNanos();
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    return;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new EngineFault(
                            ProviderFailure.TIMED_OUT, "flite took longer than " + limit);
                }
            }
            if (process.exitValue() != 0) {
                throw new EngineFault(
                        ProviderFailure.ENGINE, "flite ended with code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static short[] read(Path file) throws IOException, EngineFault {
        Wav wav = Wav.read(file);
        if (wav.rate() != RATE) {
            throw new EngineFault(
                    ProviderFailure.ENGINE,
                    "expected a 16 kHz voice, flite made %d samples a second"
                            .formatted(wav.rate()));
        }
        return wav.channel(0);
    }
}
