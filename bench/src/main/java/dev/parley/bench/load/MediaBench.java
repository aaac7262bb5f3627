package dev.parley.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `bench/media.sh`: what a call costs and how many fit on one core, against a bare echo server of
/// the same bytes, in one run. This process is the client on core 1; servers run on core 0.
///
/// Arguments: folder for results, `--quick` for two small steps each.
public final class MediaBench {
    private static final int PORT = ScriptedServer.PORT;

    private static final int ATTEMPTS = 3;
    private static final int[] SMALL = {50, 200};

    private final Path results;
    private final Path log;
    private final TalkScript script = TalkScript.load();
    private final boolean quick;
    private final List<MediaStep> steps = new ArrayList<>();
    private final Map<String, Long> readyMillis = new LinkedHashMap<>();

    private MediaBench(Path results, boolean quick) {
        this.results = results;
        this.quick = quick;
        this.log = results.resolve("media-server.log");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Quiet.logs();
        var options = Arrays.asList(arguments);
        var results = Path.of(options.getFirst());
        Files.createDirectories(results);
        new MediaBench(results, options.contains("--quick")).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        var light = parley("light", quick ? SMALL : new int[] {200, 400, 850, 1000, 1200});
        parley("neural", quick ? SMALL : new int[] {200, 350, 400, 500, 600});
        double share = Math.clamp(light.getLast().outPerIn(), 0.05, 1);
        echo("echo", share, quick ? SMALL : new int[] {200, 400, 850, 1000, 1200, 1600});
        echo("echo-all", 1, quick ? SMALL : new int[] {400, 850});
        write(share);
    }

    private List<MediaStep> parley(String vad, int... rungs)
            throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(log, "scripted", vad)) {
            readyMillis.put(vad, server.readyMillis());
            return ladder(vad, server, LoadPlan.scripted(PORT, script), rungs);
        }
    }

    private void echo(String name, double share, int... rungs)
            throws IOException, InterruptedException {
        try (var server =
                Watched.start(
                        log,
                        "dev.parley.bench.load.EchoFloor",
                        Integer.toString(PORT),
                        Double.toString(share))) {
            ladder(name, server, LoadPlan.echo(PORT, script), rungs);
        }
    }

    /// Climbs until a step misses the bar three times, because a single miss is often other work on
    /// the machine. The echo server climbs on: its cost is the measure at every rung.
    private List<MediaStep> ladder(String name, Watched server, LoadPlan plan, int... rungs)
            throws IOException, InterruptedException {
        List<MediaStep> climbed = new ArrayList<>();
        double idle = server.residentMegabytes();
        try (var client = new LoadClient(plan)) {
            client.growTo(rungs[0]);
            TimeUnit.SECONDS.sleep(quick ? 6 : 12); // the compiler's share of the first seconds
            for (int calls : rungs) {
                client.growTo(calls);
                TimeUnit.SECONDS.sleep(quick ? 2 : 3);
                var step = measure(name, server, client, calls, idle);
                for (int again = 1; again < ATTEMPTS && !step.passes(); again++) {
                    step = measure(name, server, client, calls, idle);
                }
                climbed.add(step);
                steps.add(step);
                print(step);
                if (!step.passes() && !plan.echoes()) {
                    break;
                }
            }
            client.hangUpAll();
        }
        return climbed;
    }

    private MediaStep measure(
            String name, Watched server, LoadClient client, int calls, double idle)
            throws IOException, InterruptedException {
        client.resetStats();
        double cpu = server.cpuSeconds();
        long from = System.nanoTime();
        TimeUnit.SECONDS.sleep(quick ? 5 : 8);
        double seconds = (System.nanoTime() - from) / 1e9;
        double used = server.cpuSeconds() - cpu;
        var stats = client.stats();
        double resident = server.residentMegabytes();
        return new MediaStep(
                name,
                calls,
                used / (calls * seconds / 60),
                used / seconds,
                stats.received / (double) Math.max(1, stats.sent),
                stats.lateness.getValueAtPercentile(50) / 1000.0,
                stats.lateness.getValueAtPercentile(99) / 1000.0,
                stats.lateness.getValueAtPercentile(99.9) / 1000.0,
                stats.sendLag.getValueAtPercentile(99) / 1000.0,
                stats.received,
                stats.lost,
                stats.replies,
                stats.interruption.getTotalCount(),
                stats.closed,
                resident,
                (resident - idle) / calls);
    }

    private static void print(MediaStep step) {
        System.out.printf(
                "%-9s %5d calls  %.4f CPU-s/call-min  %3.0f %% core  out/in %.2f  late p50 %.1f p99 %.1f p999 %.1f ms"
                        + "  client lag p99 %.1f ms  lost %d  closed %d  RSS %.0f MB  %s%n",
                step.server(),
                step.calls(),
                step.cpuSecondsPerCallMinute(),
                step.coreShare() * 100,
                step.outPerIn(),
                step.latenessP50(),
                step.latenessP99(),
                step.latenessP999(),
                step.clientLagP99(),
                step.lost(),
                step.closed(),
                step.residentMegabytes(),
                step.passes() ? "pass" : "FAIL");
    }

    private void write(double share) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Instant.now().toString());
        all.put("quick", quick);
        all.put("echoShare", share);
        all.put("startToReadyMillis", readyMillis);
        all.put("steps", steps);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(results.resolve("media.json").toFile(), all);
        Files.writeString(results.resolve("media-table.md"), MediaPage.table(steps));
        System.out.println(MediaPage.table(steps));
    }
}
