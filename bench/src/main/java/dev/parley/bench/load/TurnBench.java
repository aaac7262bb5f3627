package dev.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// `bench/turn.sh` and `bench/barge-in.sh`: from the caller's last sound to the first agent sample
/// on the wire, by part, and from the decision to stop until the flush had left; as the caller sees
/// it and as the server's metrics say, over at least 50 turns.
///
/// Arguments: folder for results, `--engines scripted|local`, `--calls N`, `--quick`.
public final class TurnBench {
    private static final List<String> PARTS =
            List.of("endpointing", "recognition", "dialog", "synthesis", "playout", "total");
    private static final String REPLY = "parley_reply_latency_seconds";
    private static final String CUT = "parley_cut_latency_seconds";
    private static final int WANTED_TURNS = 50;
    private static final int MAX_CALLERS = 30;
    private static final int CALLERS_AT_ONCE = 2;

    private final Path results;
    private final Path log;

    private TurnBench(Path results) {
        this.results = results;
        this.log = results.resolve("turn-server.log");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Quiet.logs();
        var options = Arrays.asList(arguments);
        var results = Path.of(options.getFirst());
        Files.createDirectories(results);
        var bench = new TurnBench(results);
        boolean quick = options.contains("--quick");
        var page =
                option(options, "--engines", "scripted").equals("local")
                        ? bench.local()
                        : bench.scripted(
                                Integer.parseInt(option(options, "--calls", quick ? "20" : "200")),
                                quick ? 10 : 45);
        System.out.println(page);
        System.exit(0);
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }

    private String scripted(int calls, int seconds) throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(log, "scripted", "light");
                var client =
                        new LoadClient(LoadPlan.scripted(ScriptedServer.PORT, TalkScript.load()))) {
            client.growTo(calls);
            TimeUnit.SECONDS.sleep(15);
            client.resetStats();
            double cpu = server.cpuSeconds();
            var before = Scrape.of(ScriptedServer.OPS_PORT);
            TimeUnit.SECONDS.sleep(seconds);
            var stats = client.stats();
            double core = (server.cpuSeconds() - cpu) / seconds;
            var page = new StringBuilder();
            page.append(
                    String.format(
                            Locale.ROOT,
                            "%d calls, %.0f %% of one core, %d turns and %d interruptions seen by the client%n%n",
                            calls,
                            core * 100,
                            stats.turn.getTotalCount(),
                            stats.interruption.getTotalCount()));
            page.append(seen("last sound sent → first frame of the answer", stats.turn));
            page.append(seen("first sound of an interruption → clear", stats.interruption));
            client.hangUpAll();
            page.append(parts(Scrape.of(ScriptedServer.OPS_PORT)));
            page.append(
                    "%nTurns counted by the server before the window: %.0f%n"
                            .formatted(before.count(REPLY, "part=\"total\"")));
            return save("turn-scripted.md", page.toString());
        }
    }

    /// Simulated callers, each a process of its own on the client's core, against local engines.
    private String local() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(log, "local", "neural")) {
            int callers = 0;
            while (callers < MAX_CALLERS
                    && Scrape.of(ScriptedServer.OPS_PORT).count(REPLY, "part=\"total\"")
                            < WANTED_TURNS) {
                List<Process> calling = new ArrayList<>();
                for (int i = 0; i < CALLERS_AT_ONCE; i++) {
                    calling.add(caller(++callers));
                }
                for (var process : calling) {
                    if (!process.waitFor(5, TimeUnit.MINUTES)) {
                        process.destroyForcibly();
                    }
                }
            }
            var page =
                    "%d simulated callers, two at a time; server %.0f MB%n%n"
                                    .formatted(callers, server.residentMegabytes())
                            + parts(Scrape.of(ScriptedServer.OPS_PORT));
            return save("turn-local.md", page);
        }
    }

    private Process caller(int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.parley.app.Main",
                        "caller",
                        "--ws",
                        "ws://127.0.0.1:" + ScriptedServer.PORT + "/api/v1/voice/media-stream",
                        "--seed",
                        Integer.toString(seed),
                        "--cache",
                        Path.of(System.getProperty("java.io.tmpdir"), "parley-bench-cache")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String seen(String title, Histogram micros) {
        return String.format(
                Locale.ROOT,
                "Client, %s: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f ms%n%n",
                title,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(95) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }

    private static String parts(Scrape scrape) {
        var page =
                new StringBuilder(
                        "| Part | Count | Mean ms | p50 ms | p99 ms |\n|---|---|---|---|---|\n");
        for (var part : PARTS) {
            page.append(scrape.row(part, REPLY, "part=\"" + part + "\""));
        }
        return page.append(scrape.row("barge-in: decision → flush left", CUT, "")).toString();
    }

    private String save(String name, String page) throws IOException {
        Files.writeString(results.resolve(name), page);
        return page;
    }
}
