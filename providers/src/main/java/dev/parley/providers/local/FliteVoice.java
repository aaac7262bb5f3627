package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A voice of flite (Debian package `flite`), nicer to hear than FreeTTS: from its library inside
/// this process, with word times and the first sound about 20 ms after the question, or, where the
/// library cannot be loaded, from the program, one process and about 80 ms a sentence, without word
/// times. Delivers 16 kHz, speech at about -22 dBFS. Thread-safe.
public final class FliteVoice implements Synthesizer {
    private static final String VOICE = "rms";
    private static final float GAIN = 0.9f;
    private static final int PROCESSES = 2;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final VoicePool pool;

    private FliteVoice(VoicePool pool) {
        this.pool = pool;
    }

    /// The program on the PATH, if it is there and has the voice.
    public static Optional<Path> findProgram() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            Path program = Path.of(folder, "flite");
            if (!folder.isEmpty() && Files.isExecutable(program) && hasVoice(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /// @param folder for sound files of sentences in work; made if it is missing
    public static FliteVoice open(Path program, Path folder, Meters meters) {
        return open(program, folder, LIMIT, meters);
    }

    /// The library's voice, if it is installed: "rms", "slt", "awb", "kal16".
    public static Optional<FliteVoice> inProcess(String voice, Meters meters) {
        return FliteLibrary.find()
                .filter(library -> library.hasVoice(voice))
                .map(library ->
                        new FliteVoice(
                                new VoicePool(
                                        "flite-" + voice,
                                        FliteEngine.RATE,
                                        GAIN,
                                        List.of(new NativeFliteEngine(library, voice)),
                                        meters)));
    }

    static FliteVoice open(Path program, Path folder, Duration limit, Meters meters) {
        try {
            Files.createDirectories(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot make the folder " + folder, broken);
        }
        var engine = new FliteEngine(program, VOICE, limit, folder);
        return new FliteVoice(
                new VoicePool(
                        "flite-" + VOICE,
                        FliteEngine.RATE,
                        GAIN,
                        Collections.nCopies(PROCESSES, engine),
                        meters));
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public int rate() {
        return pool.rate();
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return pool.speak(text, listener);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static boolean hasVoice(Path program) {
        try {
            Process process =
                    new ProcessBuilder(program.toString(), "-lv").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String voices =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(2, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && List.of(voices.strip().split("\\s+")).contains(VOICE);
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
