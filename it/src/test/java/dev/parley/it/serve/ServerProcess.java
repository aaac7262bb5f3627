package dev.parley.it.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `parley serve` in a process of its own, on free ports, ended by its owner.
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("parley: ready; calls (\\S+), ops (\\S+)");

    private static final int READY_SECONDS = 240;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<URI>> ready = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        var reader = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        reader.lines().forEach(this::line);
                    } catch (UncheckedIOException closed) {
                        line("(its output was closed: " + closed.getMessage() + ")");
                    }
                    ready.completeExceptionally(
                            new IllegalStateException("the server ended:\n" + text()));
                });
    }

    /// Starts `parley` with these arguments and does not wait.
    public static ServerProcess run(Path folder, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.parley.app.Main"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Names the folder of test kits; the server would take it for a setting.
        builder.environment().remove("PARLEY_PEERS");
        return new ServerProcess(builder.start());
    }

    /// Starts a server on free ports and waits until it is ready.
    public static ServerProcess serve(Path folder, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--port",
                                "0",
                                "--ops-port",
                                "0",
                                "--data",
                                folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        var server = run(folder, arguments.toArray(String[]::new));
        try {
            server.ready.get(READY_SECONDS, TimeUnit.SECONDS);
            return server;
        } catch (Exception late) {
            server.close();
            throw late;
        }
    }

    private void line(String line) {
        output.add(line);
        var match = READY.matcher(line);
        if (match.find()) {
            ready.complete(List.of(URI.create(match.group(1)), URI.create(match.group(2))));
        }
    }

    public URI media() {
        return ready.join().get(0);
    }

    public URI ops() {
        return ready.join().get(1);
    }

    /// Everything it printed so far.
    public String text() {
        return String.join("\n", output);
    }

    /// What the ops listener answers.
    public HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(ops().resolve(path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// The value of a metric without labels, or of the first series whose line starts with
    /// `series`.
    public double metric(String series) throws IOException, InterruptedException {
        return ask("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for the end and gives the exit code.
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still running:\n" + text());
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /// SIGTERM, then SIGKILL if that is not enough.
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
