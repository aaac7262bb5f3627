package dev.parley.it.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.rehearsal.ProviderChoice;
import dev.parley.app.rehearsal.Rehearsal;
import dev.parley.app.rehearsal.RehearsalPlan;
import dev.parley.app.rehearsal.RehearsalReport;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.script.VendorScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every fault of the simulated vendors at every port, in whole calls: the model fails from the
/// beginning, the recognizer and the voice from their second turn or request on. What the caller
/// got and what is told of it is written to `target/calls-with-faults-PORT.md`, from which
/// docs/faults-of-providers.md is put together. For a part of it: `-Dparley.faults.ports=tts
/// -Dparley.faults=stall,cut`.
@Tag("long")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class CallFaultsTest {
    private static final Path TARGET =
            Path.of(System.getProperty("basedir", ".")).resolve("target");

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
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(1_500);

    private static final String HEAD =
            """
            | Port | Fault | The caller | Longest silence owed, ms | The record | Failures told |
            |---|---|---|---|---|---|
            """;

    private static final Logger log = LoggerFactory.getLogger(CallFaultsTest.class);

    private record Row(
            String port,
            String fault,
            String heard,
            String recorded,
            String told,
            long silence,
            List<String> wrong) {
        String line() {
            return "| `%s` | `%s` | %s | %d | %s | %s |"
                    .formatted(port, fault, heard, silence, recorded, told);
        }
    }

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stt", "tts", "llm"})
    void caller_is_answered_and_told_goodbye_whatever_one_provider_does(String port)
            throws Exception {
        var cache = Files.createDirectories(folder.resolve("cache"));
        var ports = System.getProperty("parley.faults.ports", port);
        Assumptions.assumeTrue(ports.contains(port), "of ports only " + ports);
        var asked = System.getProperty("parley.faults");
        List<Callable<Row>> calls = new ArrayList<>();
        for (var fault : asked == null ? faults(port) : List.of(asked.split(","))) {
            calls.add(() -> call(port, fault, cache));
        }
        List<Row> rows = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var row : pool.invokeAll(calls)) {
                rows.add(row.get());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).wrong().isEmpty()) {
                rows.set(i, call(port, rows.get(i).fault(), cache)); // alone, on a quieter machine
            }
        }
        Files.writeString(
                Files.createDirectories(TARGET).resolve("calls-with-faults-" + port + ".md"),
                rows.stream().map(Row::line).collect(Collectors.joining("\n", HEAD, "\n")));
        assertThat(rows).allSatisfy(row -> assertThat(row.wrong()).as(row.line()).isEmpty());
    }

    private static List<String> faults(String port) {
        List<String> faults = new ArrayList<>(List.of("none"));
        for (var kind : FaultKind.values()) {
            if (kind.stages().contains(Stage.valueOf(port.toUpperCase(Locale.ROOT)))) {
                faults.add(kind.toString());
            }
        }
        return faults;
    }

    /// What is wrong with a call that ran beside others may be the machine's fault; it counts if it
    /// is so again.
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
                        LONGEST_SILENCE,
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
        var row =
                new Row(
                        port,
                        fault,
                        heard(report),
                        recorded(report),
                        told(report),
                        report.deadAirMillis(),
                        wrong(report));
        log.atInfo()
                .addKeyValue("row", row.line())
                .addKeyValue("wrong", row.wrong())
                .addKeyValue("figures", report.figures())
                .log("a call with a fault");
        if (!row.wrong().isEmpty()) {
            report.rows().forEach(turn -> log.atInfo().addKeyValue("turn", turn).log("turn of it"));
        }
        return row;
    }

    private static String heard(RehearsalReport report) {
        return switch (report.outcome()) {
            case REACHED -> "is answered";
            case POLITE -> "is told goodbye";
            case BROKE -> String.join("; ", report.reasons());
        };
    }

    private static String recorded(RehearsalReport report) {
        int switches = report.notes().getOrDefault("provider-switched", 0);
        return "`%s`%s"
                .formatted(
                        report.end(), switches == 0 ? "" : ", `provider-switched` × " + switches);
    }

    /// By stage, provider and kind, as `GET /providers` has it.
    private static String told(RehearsalReport report) {
        var kinds = new TreeSet<>(report.failures().keySet());
        return kinds.isEmpty() ? "nothing" : String.join(", ", kinds);
    }

    /// What must not be, whatever the fault.
    private static List<String> wrong(RehearsalReport report) {
        List<String> wrong = new ArrayList<>();
        if (report.outcome() == RehearsalReport.Outcome.BROKE) {
            wrong.addAll(report.reasons());
        }
        report.violations().forEach(violation -> wrong.add(violation.toString()));
        wrong.addAll(report.carrierViolations());
        report.struck()
                .forEach((rule, times) -> {
                    if (times == 0) {
                        wrong.add(rule + " never struck");
                    }
                });
        return wrong;
    }
}
