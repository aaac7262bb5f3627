package dev.parley.bench.load;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.providers.chain.ChainSettings;
import dev.parley.providers.chain.ModelChain;
import dev.parley.providers.chain.WatchThread;
import dev.parley.providers.openai.OpenAiPlugin;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// `bench/providers.sh`: what clients of vendors cost. Clients run here on core 1 and the simulated
/// vendors on core 0, but for whole calls: there the server runs on core 0, and callers and vendors
/// share core 1.
///
/// Arguments: folder for results, `--quick`, `--only firsts,streams,hedging,calls`, `--calls
/// 50,150` for the steps of whole calls, `--format pcm-24k` for the voice, `--warm 120` for the
/// seconds of the first step before anything is measured, `--settle 50` for those of each step.
public final class ProvidersBench {
    /// 60 characters, so 3 s of a tone at 50 ms a character: 150 frames.
    private static final String ANSWER =
            "We are open from eight to six on every day but the weekends.";

    private static final String SCRIPT =
            """
            model:
              - {when: /hello/, say: "{says}"}
            voice: {millis-per-character: 50}
            delays: {first-token: 20ms, between-tokens: 20ms, first-sound: 20ms}
            """;

    private static final String SHORT = "hello, you";

    private static final String LONG =
            "hello, this is an answer of some length for you to read to its end, one word after another";

    /// Slow vendors: one request in fifty waits a second for its first token.
    private static final int SLOW_EVERY = 50;

    /// Uneven vendors: one in twelve waits longer, as at a vendor that is busy.
    private static final int BUSY_EVERY = 12;

    private final Path log;
    private final boolean quick;
    private final int[] rungs;
    private final String format;
    private final int warm;
    private final int settle;

    private ProvidersBench(Path results, List<String> options) {
        this.log = results.resolve("providers-server.log");
        this.quick = options.contains("--quick");
        this.rungs =
                Arrays.stream(
                                option(options, "--calls", quick ? "20,50" : "50,150,250,300")
                                        .split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        this.format = option(options, "--format", "auto");
        this.warm = Integer.parseInt(option(options, "--warm", quick ? "8" : "120"));
        this.settle = Integer.parseInt(option(options, "--settle", quick ? "4" : "50"));
    }

    private static String option(List<String> options, String name, String standard) {
        int at = options.indexOf(name);
        return at < 0 ? standard : options.get(at + 1);
    }

    public static void main(String[] arguments) throws Exception {
        Quiet.logs();
        var options = Arrays.asList(arguments);
        var results = Path.of(options.getFirst());
        Files.createDirectories(results);
        var only = List.of(option(options, "--only", "firsts,streams,hedging,calls").split(","));
        var page = new ProvidersBench(results, options).run(only);
        Files.writeString(results.resolve("providers.md"), page);
        System.exit(0);
    }

    private String run(List<String> parts) throws Exception {
        var page = new StringBuilder();
        for (var part : parts) {
            var text =
                    switch (part) {
                        case "firsts" -> clients(true);
                        case "streams" -> clients(false);
                        case "hedging" -> hedging(quick ? 300 : 1_000);
                        case "calls" -> calls();
                        default ->
                                throw new IllegalArgumentException(
                                        "--only: expected firsts, streams, hedging or calls, got "
                                                + part);
                    };
            System.out.println(text);
            page.append("## ").append(part).append("\n\n").append(text).append('\n');
        }
        return page.toString();
    }

    private Watched vendors(String says, List<String> faults) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(Integer.toString(VendorHost.PORT), SCRIPT.replace("{says}", says)));
        arguments.addAll(faults);
        return Watched.start(
                log, "dev.parley.bench.load.VendorHost", arguments.toArray(String[]::new));
    }

    private String clients(boolean first) throws Exception {
        try (var _ = vendors(first ? SHORT : LONG, List.of())) {
            var bench = new FirstsBench(VendorHost.PORT);
            return first ? bench.firsts(quick ? 50 : 500) : bench.streams(quick ? 100 : 500);
        }
    }

    private String hedging(int requests) throws Exception {
        var page =
                new StringBuilder(
                        "| vendor | | first token p50 / p95 / p99 ms | p99 : p95 | extra requests |\n|---|---|---|---|---|\n");
        hedging("even", requests, 0, page);
        hedging("uneven", requests, BUSY_EVERY, page);
        return page.toString();
    }

    /// @param busyEvery one request in so many takes four times as long; 0 for none
    private void hedging(String vendor, int requests, int busyEvery, StringBuilder page)
            throws Exception {
        var faults = new ArrayList<String>();
        for (int i = 1; i <= 2 * requests; i++) {
            if (i % SLOW_EVERY == 0) {
                faults.add("llm:slow-first-byte@request" + i + ":1s");
            } else if (busyEvery > 0 && i % busyEvery == 0) {
                faults.add("llm:slow-first-byte@request" + i + ":150ms");
            }
        }
        for (double share : new double[] {0, 0.05}) {
            try (var _ = vendors(SHORT, faults);
                    var time = new WatchThread();
                    var openai = new OpenAiPlugin()) {
                var models = new LinkedHashMap<String, LanguageModel>();
                models.put("openai", FirstsBench.model(openai, VendorHost.PORT, "openai"));
                var hedges = new Hedges();
                try (var chain =
                        new ModelChain(
                                models, ChainSettings.THINKS.withHedge(share), time, hedges)) {
                    var firsts = new Histogram(3);
                    for (int i = -40; i < requests; i++) {
                        long took = FirstsBench.ask(chain);
                        if (i >= 0) {
                            firsts.recordValue(took / 1_000);
                        }
                    }
                    page.append(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %s | %.1f / %.1f / %.1f | %.2f | %.1f %% |%n",
                                    vendor,
                                    share == 0 ? "without" : "with hedging",
                                    FirstsBench.millis(firsts, 50),
                                    FirstsBench.millis(firsts, 95),
                                    FirstsBench.millis(firsts, 99),
                                    FirstsBench.millis(firsts, 99) / FirstsBench.millis(firsts, 95),
                                    100.0 * hedges.made() / requests));
                }
            }
        }
    }

    /// Whole calls: Parley on core 0 with vendors for all three stages.
    private String calls() throws IOException, InterruptedException {
        var script =
                VendorScript.parse(
                                """
                                model: [{say: "%s"}]
                                voice: {millis-per-character: 50}
                                delays: {first-token: 50ms, between-tokens: 2ms, first-sound: 0ms}
                                limits: {concurrency: 5000, flushes: 100000}
                                """
                                        .formatted(ANSWER))
                        .with(new Hearing.Real((_, _) -> "when do you open"));
        var page =
                new StringBuilder(
                        "| Calls | CPU s / call-min | Core %% | Late p50 / p99 ms | Frames lost | Last sound → first sample p50 / p95 / p99 ms | RSS MB | |\n|---|---|---|---|---|---|---|---|\n"
                                .replace("%%", "%"));
        try (var vendors = Vendors.start(script);
                var server =
                        ScriptedServer.start(
                                log,
                                "local",
                                "light",
                                """
                                agent: talker
                                turns: {max-turns-without-progress: 0}
                                speech:
                                  hears: {provider: deepgram, fallbacks: none, url: "%s", key: sim-key}
                                  speaks: {provider: cartesia, fallbacks: none, url: "%s", key: sim-key, voice: anna, parallel: 500, format: %s}
                                  thinks: {provider: openai, fallbacks: none, url: "%s/v1", key: sim-key}
                                """
                                        .formatted(
                                                vendors.socketUrl("deepgram"),
                                                vendors.socketUrl("cartesia"),
                                                format,
                                                vendors.url("openai")));
                var client =
                        new LoadClient(LoadPlan.scripted(ScriptedServer.PORT, TalkScript.load()))) {
            client.growTo(rungs[0]);
            TimeUnit.SECONDS.sleep(warm);
            for (int calls : rungs) {
                client.growTo(calls);
                TimeUnit.SECONDS.sleep(settle);
                client.resetStats();
                double cpu = server.cpuSeconds();
                int seconds = quick ? 8 : 16;
                TimeUnit.SECONDS.sleep(seconds);
                double used = server.cpuSeconds() - cpu;
                var stats = client.stats();
                int open = client.openCalls();
                boolean passes =
                        stats.lateness.getValueAtPercentile(99) < 20_000
                                && stats.closed == 0
                                && open == calls;
                var row =
                        String.format(
                                Locale.ROOT,
                                "| %d | %.4f | %.0f | %.1f / %.1f | %d of %d | %.0f / %.0f / %.0f | %.0f | %s |%n",
                                calls,
                                used / (calls * seconds / 60.0),
                                used / seconds * 100,
                                FirstsBench.millis(stats.lateness, 50),
                                FirstsBench.millis(stats.lateness, 99),
                                stats.lost,
                                stats.received,
                                FirstsBench.millis(stats.turn, 50),
                                FirstsBench.millis(stats.turn, 95),
                                FirstsBench.millis(stats.turn, 99),
                                server.residentMegabytes(),
                                passes ? "pass" : "fail");
                System.out.print(row);
                page.append(row);
                System.out.println(
                        open
                                + " open, "
                                + stats.replies
                                + " answers, "
                                + stats.clears
                                + " cut, "
                                + stats.interruption.getTotalCount()
                                + " interruptions");
                if (!passes) {
                    break;
                }
            }
            client.hangUpAll();
            page.append("\nWhat clients did wrong, as the vendors saw it: ")
                    .append(vendors.violations().size())
                    .append('\n');
        }
        return page.toString();
    }
}
