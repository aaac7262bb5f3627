package dev.parley.it.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.rehearsal.ProviderChoice;
import dev.parley.app.rehearsal.Rehearsal;
import dev.parley.app.rehearsal.RehearsalPlan;
import dev.parley.app.rehearsal.RehearsalReport;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.script.VendorScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every fault of the simulated vendors at every port, in whole calls: the model fails from the
/// beginning, the recognizer and the voice from their second turn or request on. What the caller
/// got and what is told of it is written to `target/calls-with-faults-PORT.md`.
@Tag("long")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class CallFaultsTest {
    private static final Path TARGET =
            Path.of(System.getProperty("basedir", ".")).resolve("target");

    private static final List<String> FAULTS =
            List.of(
                    "none",
                    "refuse",
                    "401",
                    "402",
                    "429",
                    "5xx",
                    "slow-first-byte",
                    "stall",
                    "cut",
                    "error",
                    "garbage",
                    "split-utf8",
                    "duplicate",
                    "late",
                    "wrong-rate",
                    "zero-bytes",
                    "too-fast",
                    "too-slow");

    /// No token says what a rate is.
    private static final List<String> NOT_OF_MODELS = List.of("wrong-rate");

    private static final List<String> LINES =
            List.of("i wonder when you fellas are there", "opening hours", "no thank you");

    private static final VendorScript SCRIPT =
            VendorScript.parse(
                    """
                    model:
                      - {when: fellas, call: [{tool: answer, arguments: {task: hours}}]}
                      - {say: I can help you with your car.}
                    """);

    private static final Map<String, String> POINTS =
            Map.of("llm", "@always", "stt", "@turn2+", "tts", "@request2+");

    private static final int AT_ONCE = 3;
    private static final long LONGEST_SILENCE = 1_500;

    private record Row(String fault, String caller, String told, long silence) {
        String line() {
            return "| %s | %s | %s | %d%s |"
                    .formatted(
                            fault,
                            caller,
                            told,
                            silence,
                            silence > LONGEST_SILENCE ? " (too long)" : "");
        }
    }

    @TempDir private Path folder;

    /// What clients did that a vendor's protocol does not allow.
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(strings = {"stt", "tts", "llm"})
    void caller_is_answered_and_told_goodbye_whatever_one_provider_does(String port)
            throws Exception {
        var cache = Files.createDirectories(folder.resolve("cache"));
        List<Callable<Row>> calls = new ArrayList<>();
        for (var fault : FAULTS) {
            if (!port.equals("llm") || !NOT_OF_MODELS.contains(fault)) {
                calls.add(() -> call(port, fault, cache));
            }
        }
        List<Row> rows = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var row : pool.invokeAll(calls)) {
                rows.add(row.get());
            }
        }
        Files.writeString(TARGET.resolve("calls-with-faults-" + port + ".md"), page(rows));
        assertThat(violations).isEmpty();
        assertThat(rows)
                .as("nobody is left without a goodbye")
                .noneMatch(row -> row.caller().equals("no goodbye"));
    }

    private Row call(String port, String fault, Path cache) throws Exception {
        List<FaultRule> faults =
                fault.equals("none")
                        ? List.of()
                        : List.of(FaultRule.parse(port + ":" + fault + POINTS.get(port)));
        var plan =
                new RehearsalPlan(
                        ProviderChoice.parse("sim:deepgram+openai+cartesia"),
                        faults,
                        1,
                        SCRIPT,
                        LINES,
                        Duration.ofMinutes(1),
                        cache,
                        Map.of(),
                        flags ->
                                Settings.from(
                                        new SettingsReader(
                                                flags,
                                                Map.of(),
                                                Optional.empty(),
                                                Optional.empty())));
        var report =
                Rehearsal.play(
                        plan,
                        Files.createTempDirectory(folder, port + "-" + fault.replace(':', '-')),
                        _ -> {});
        var row = new Row(fault, caller(report), told(report), report.deadAirMillis());
        report.violations()
                .forEach(violation -> violations.add(port + " " + fault + ": " + violation));
        return row;
    }

    private static String caller(RehearsalReport report) {
        return switch (report.outcome()) {
            case REACHED -> "is answered";
            case POLITE -> "is told goodbye";
            case BROKE -> "no goodbye";
        };
    }

    private static String told(RehearsalReport report) {
        var kinds = new TreeMap<String, Integer>(report.failures());
        return kinds.isEmpty() ? "nothing" : String.join(", ", kinds.keySet());
    }

    private static String page(List<Row> rows) {
        var page =
                new StringBuilder(
                        "| Fault | The caller | Failures told | Longest silence owed, ms |\n|---|---|---|---|\n");
        rows.forEach(row -> page.append(row.line()).append('\n'));
        return page.toString();
    }
}
