package dev.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// `bench/leak.sh`: 2,000 short calls, 50 at once; RSS after a full collection, threads and handles
/// along the way. A leak is a slope.
///
/// Arguments: folder for results, `--calls N`, `--quick`.
public final class LeakBench {
    private static final int AT_ONCE = 50;

    private LeakBench() {}

    private record Reading(
            int calls,
            double residentMegabytes,
            double heapMegabytes,
            long threads,
            long handles) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Quiet.logs();
        var options = Arrays.asList(arguments);
        var results = Path.of(options.getFirst());
        Files.createDirectories(results);
        int at = options.indexOf("--calls");
        int calls =
                at >= 0
                        ? Integer.parseInt(options.get(at + 1))
                        : options.contains("--quick") ? 400 : 2_000;
        var page = run(results, calls);
        Files.writeString(results.resolve("leak.md"), page);
        System.out.println(page);
        System.exit(0);
    }

    private static String run(Path results, int calls) throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        try (var server =
                ScriptedServer.start(results.resolve("leak-server.log"), "scripted", "light")) {
            var plan = LoadPlan.scripted(ScriptedServer.PORT, TalkScript.load());
            try (var client = new LoadClient(plan)) {
                int done = 0;
                int step = Math.max(AT_ONCE, calls / 10);
                while (done < calls) {
                    client.growTo(AT_ONCE);
                    TimeUnit.MILLISECONDS.sleep(1_200);
                    client.hangUpAll();
                    done += AT_ONCE;
                    if (done % step == 0) {
                        readings.add(read(server, done));
                    }
                }
            }
        }
        return page(readings);
    }

    private static Reading read(Watched server, int calls)
            throws IOException, InterruptedException {
        awaitNoCalls();
        server.collect();
        TimeUnit.MILLISECONDS.sleep(300);
        return new Reading(
                calls,
                server.residentMegabytes(),
                server.heapMegabytes(),
                server.threads(),
                server.handles());
    }

    private static void awaitNoCalls() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (Scrape.of(ScriptedServer.OPS_PORT).value("parley_calls_active", "") == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("calls are still active 10 s after they were hung up");
    }

    private static String page(List<Reading> readings) {
        var page =
                new StringBuilder(
                        "| Calls | RSS MB | Heap MB | Threads | Handles |\n|---|---|---|---|---|\n");
        for (var reading : readings) {
            page.append(
                    String.format(
                            Locale.ROOT,
                            "| %d | %.1f | %.2f | %d | %d |%n",
                            reading.calls(),
                            reading.residentMegabytes(),
                            reading.heapMegabytes(),
                            reading.threads(),
                            reading.handles()));
        }
        var settled = readings.subList(readings.size() / 2, readings.size());
        return page.append(
                        String.format(
                                Locale.ROOT,
                                "%nSlope over the second half: RSS %.2f KB a call, heap %.2f KB a call%n",
                                slopeKilobytes(settled, Reading::residentMegabytes),
                                slopeKilobytes(settled, Reading::heapMegabytes)))
                .toString();
    }

    /// Least squares.
    private static double slopeKilobytes(List<Reading> readings, ToDoubleFunction<Reading> of) {
        double calls = readings.stream().mapToDouble(Reading::calls).average().orElse(0);
        double megabytes = readings.stream().mapToDouble(of).average().orElse(0);
        double above = 0;
        double below = 0;
        for (var reading : readings) {
            double distance = reading.calls() - calls;
            above += distance * (of.applyAsDouble(reading) - megabytes);
            below += distance * distance;
        }
        return below == 0 ? 0 : above / below * 1024;
    }
}
