package dev.parley.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tables of `bench/media.md`.
final class MediaPage {
    private MediaPage() {}

    static String table(List<MediaStep> steps) {
        var page = new StringBuilder();
        page.append(
                """
                | Server | Calls | CPU s / call-min | × echo | Core % | Late p50 / p99 / p999 ms | Client lag p99 ms | Frames lost | Interruptions | RSS MB | MB / call | |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (var step : steps) {
            page.append(row(step, steps));
        }
        page.append('\n');
        for (var server : List.of("echo", "light", "neural")) {
            steps.stream()
                    .filter(step -> step.server().equals(server) && step.passes())
                    .mapToInt(MediaStep::calls)
                    .max()
                    .ifPresent(calls ->
                            page.append(
                                    "Calls per core with p99 lateness < 20 ms, %s: %d\n\n"
                                            .formatted(server, calls)));
        }
        return page.toString();
    }

    private static String row(MediaStep step, List<MediaStep> steps) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.4f | %s | %.0f | %.1f / %.1f / %.1f | %.1f | %d | %d | %.0f | %.2f | %s |%n",
                step.server(),
                step.calls(),
                step.cpuSecondsPerCallMinute(),
                floor(step, steps)
                        .map(floor -> "%.2f".formatted(step.cpuSecondsPerCallMinute() / floor))
                        .orElse("–"),
                step.coreShare() * 100,
                step.latenessP50(),
                step.latenessP99(),
                step.latenessP999(),
                step.clientLagP99(),
                step.lost(),
                step.interruptions(),
                step.residentMegabytes(),
                step.residentPerCallMegabytes(),
                step.passes() ? "pass" : "fail");
    }

    /// The echo server's cost with as many calls.
    private static Optional<Double> floor(MediaStep step, List<MediaStep> steps) {
        return steps.stream()
                .filter(other -> other.server().equals("echo") && other.calls() == step.calls())
                .map(MediaStep::cpuSecondsPerCallMinute)
                .findFirst();
    }
}
