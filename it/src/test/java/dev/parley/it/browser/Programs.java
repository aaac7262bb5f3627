package dev.parley.it.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs of the machine: whether they are there, and running one to its end.
final class Programs {
    /// What a program did.
    record Result(int exit, String output) {}

    private Programs() {}

    /// Skips the test with one line if a program is missing.
    static void need(String... programs) {
        for (var program : programs) {
            assumeTrue(isThere(program), "skipped: " + program + " is not installed");
        }
    }

    static boolean isThere(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /// Runs a program; throws if it is not over after `seconds`.
    static Result run(
            Path folder, Map<String, String> environment, int seconds, List<String> command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        try {
            boolean isOver = process.waitFor(seconds, TimeUnit.SECONDS);
            var text = Files.readString(output, StandardCharsets.UTF_8);
            if (!isOver) {
                throw new IllegalStateException(
                        command + " was not over after " + seconds + " s:\n" + text);
            }
            return new Result(process.exitValue(), text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
