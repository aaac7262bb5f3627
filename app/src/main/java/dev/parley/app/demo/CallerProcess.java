package dev.parley.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// `./parley caller` as a child process; its lines of JSON come as they are printed.
final class CallerProcess implements AutoCloseable {
    private static final int LONGEST_MINUTES = 6;

    private final Process process;
    private final CompletableFuture<JsonNode> outcome = new CompletableFuture<>();

    CallerProcess(String socket, long seed, Path cache, Path recording, Consumer<JsonNode> turns)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-Xmx512m",
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "dev.parley.app.Main",
                                        "caller",
                                        "--json",
                                        "--ws",
                                        socket,
                                        "--seed",
                                        Long.toString(seed),
                                        "--cache",
                                        cache.toString(),
                                        "--record",
                                        recording.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Thread.ofVirtual().name("caller-output").start(() -> read(turns));
    }

    private void read(Consumer<JsonNode> turns) {
        var mapper = new ObjectMapper();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var json = mapper.readTree(line);
                if (json.path("type").asText().equals("outcome")) {
                    outcome.complete(json);
                } else {
                    turns.accept(json);
                }
            }
        } catch (IOException e) {
            outcome.completeExceptionally(new UncheckedIOException(e));
        }
        outcome.completeExceptionally(
                new IllegalStateException("the caller ended without a word on how it went"));
    }

    /// What the caller says of the call, once it is over.
    JsonNode outcome() throws InterruptedException {
        try {
            return outcome.get(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the simulated caller failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
