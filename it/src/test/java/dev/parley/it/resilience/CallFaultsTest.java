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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every fault of the simulated vendors at every port, from the caller's second turn on, in whole
/// calls: what the caller gets, and what is recorded of it. Writes `docs/faults-of-providers.md`
/// with `-Dparley.update=true`; else its stable columns must be as written there.
@Tag("long")
final class CallFaultsTest {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/faults-of-providers.md");

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
            List.of("i wonder when you fellas are there", "no thank you");

    private static final VendorScript SCRIPT =
            VendorScript.parse(
                    """
                    model:
                      - {when: fellas, call: [{tool: answer, arguments: {task: hours}}]}
                      - {say: I can help you with your car.}
                    """);

    private static final int AT_ONCE = 2;
    private static final long LONGEST_SILENCE = 1_500;

    @TempDir private Path folder;

    private record Row(String port, String fault, String caller, String told, long silence) {
        /// All but the time, which is never the same.
        String stable() {
            return "| %s | %s | %s | %s |".formatted(port, fault, caller, told);
        }
    }

    @Test
    void caller_is_answered_and_told_goodbye_whatever_one_provider_does() throws Exception {
        var cache = Files.createDirectories(folder.resolve("cache"));
        List<Callable<Row>> calls = new ArrayList<>();
        for (var port : List.of("llm", "stt", "tts")) {
            for (var fault : FAULTS) {
                if (!port.equals("llm") || !NOT_OF_MODELS.contains(fault)) {
                    calls.add(() -> call(port, fault, cache));
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var row : pool.invokeAll(calls)) {
                rows.add(row.get());
            }
        }
        if (Boolean.getBoolean("parley.update")) {
            Files.writeString(PAGE, page(rows));
        }
        var written = Files.readAllLines(PAGE).stream().map(CallFaultsTest::stable).toList();
        assertThat(written).containsAll(rows.stream().map(Row::stable).toList());
        assertThat(rows)
                .as("nobody is left without a goodbye")
                .noneMatch(row -> row.caller().equals("no goodbye"));
    }

    private Row call(String port, String fault, Path cache) throws Exception {
        List<FaultRule> faults =
                fault.equals("none")
                        ? List.of()
                        : List.of(
                                FaultRule.parse(
                                        port
                                                + ":"
                                                + fault
                                                + (port.equals("llm") ? "@always" : "@request2+")));
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
        assertThat(report.violations()).as(port + " " + fault).isEmpty();
        var row = new Row(port, fault, caller(report), told(report), report.deadAirMillis());
        System.out.println(row + " " + report.reasons() + " " + report.struck());
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

    private static String stable(String line) {
        int last = line.lastIndexOf(" | ");
        return last < 0 ? line : line.substring(0, last) + " |";
    }

    private static String page(List<Row> rows) throws IOException {
        var page =
                new StringBuilder(
                        """
                        # When a provider breaks in the middle of a call

                        Whole calls over simulated vendors, one for each row: the model fails from the beginning, the recognizer and the voice from their second request on. The caller says "i wonder when you fellas are there",
                        which the flow does not understand by itself, and then "no thank you". Behind recognizer and voice stand the engines in the process, behind the model the flow. Written by
                        `./mvnw -pl it test -Dtest=CallFaultsTest -Dparley.tests.exclude=none -Dparley.update=true`; the last column is of that run, two calls at once.

                        What providers did is told by `GET /providers`, and what reached the call itself by its record, both under the names of `ProviderFailure`.
                        Each fault at each port alone, without a call around it: `ProviderFaultsTest`.

                        | Port | Fault | The caller | Failures told | Longest silence owed, ms |
                        |---|---|---|---|---|
                        """);
        for (var row : rows) {
            page.append(row.stable(), 0, row.stable().length() - 1)
                    .append("| ")
                    .append(row.silence())
                    .append(row.silence() > LONGEST_SILENCE ? " (too long)" : "")
                    .append(" |\n");
        }
        return page.toString();
    }
}
