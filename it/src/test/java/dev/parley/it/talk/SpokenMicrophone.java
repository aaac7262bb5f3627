package dev.parley.it.talk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the file that Chromium plays as its microphone: sentences spoken by flite, each after a
/// pause, at 48 kHz.
final class SpokenMicrophone {
    private final Path folder;
    private final List<String> parts = new ArrayList<>();

    SpokenMicrophone(Path folder) {
        this.folder = folder;
    }

    SpokenMicrophone pause(double seconds) throws Exception {
        return part(
                "sox",
                "-n",
                "-r",
                "48000",
                "-c",
                "1",
                "-b",
                "16",
                next(),
                "trim",
                "0",
                "" + seconds);
    }

    SpokenMicrophone say(String words) throws Exception {
        var raw = folder.resolve("said.wav").toString();
        run("flite", "-voice", "slt", "-t", words, "-o", raw);
        return part("sox", raw, "-r", "48000", "-c", "1", "-b", "16", next(), "gain", "-n", "-6");
    }

    /// The whole of it.
    Path file() throws Exception {
        var file = folder.resolve("microphone.wav");
        List<String> command = new ArrayList<>(List.of("sox"));
        command.addAll(parts);
        command.add(file.toString());
        run(command.toArray(String[]::new));
        return file;
    }

    private String next() {
        return folder.resolve("part" + parts.size() + ".wav").toString();
    }

    private SpokenMicrophone part(String... command) throws Exception {
        var file = next();
        run(command);
        parts.add(file);
        return this;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }
}
