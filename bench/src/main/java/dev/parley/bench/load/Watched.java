package dev.parley.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server process pinned to core 0, and what it costs, read from /proc.
final class Watched implements AutoCloseable {
    private static final double TICKS_A_SECOND = 100;
    private static final int FIELDS_BEFORE_UTIME = 11;
    private static final Pattern HEAP_USED =
            Pattern.compile(
                    "(?:DefNew|Tenured|def new generation|tenured generation)[^\\n]*used (\\d+)K");

    private final Process process;
    private final long startNanos = System.nanoTime();
    private long readyMillis;

    private Watched(Process process) {
        this.process = process;
    }

    /// Starts a main class of our own class path with Parley's own options and waits for a line
    /// that contains "ready".
    static Watched start(Path log, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        var weight = System.getenv("BENCH_WEIGHT");
        if (weight != null) {
            // A scheduling group of its own, so that other work on the machine weighs little.
            command.addAll(
                    List.of(
                            "setsid",
                            "sh",
                            "-c",
                            "echo " + weight + " > /proc/self/autogroup; exec \"$@\"",
                            "sh"));
        }
        command.addAll(
                List.of(
                        "taskset",
                        "-c",
                        "0",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms64m",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        var extra = System.getenv("BENCH_JAVA_OPTS");
        if (extra != null) {
            command.addAll(List.of(extra.split(" ")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        var watched = new Watched(process);
        watched.awaitReady(log);
        return watched;
    }

    /// From the start of the process to its word that it is ready.
    long readyMillis() {
        return readyMillis;
    }

    double cpuSeconds() throws IOException {
        var stat = Files.readString(proc("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long user = Long.parseLong(fields[FIELDS_BEFORE_UTIME]);
        long system = Long.parseLong(fields[FIELDS_BEFORE_UTIME + 1]);
        return (user + system) / TICKS_A_SECOND;
    }

    double residentMegabytes() throws IOException {
        return status("VmRSS") / 1024.0;
    }

    long threads() throws IOException {
        return status("Threads");
    }

    long handles() throws IOException {
        try (var handles = Files.list(proc("fd"))) {
            return handles.count();
        }
    }

    /// Asks the JVM for a full collection, so that RSS and heap say what is really held.
    void collect() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    /// Heap in use, of all generations; after [#collect] what is really held.
    double heapMegabytes() throws IOException, InterruptedException {
        return HEAP_USED
                        .matcher(jcmd("GC.heap_info"))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                / 1024.0;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        var answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    static String get(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(Path log) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("ready")) {
                readyMillis = (System.nanoTime() - startNanos) / 1_000_000;
                Thread.ofPlatform().daemon().start(() -> out.lines().forEach(_ -> {}));
                return;
            }
        }
        throw new IOException("the server did not get ready; see " + log);
    }

    private long status(String key) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }
}
