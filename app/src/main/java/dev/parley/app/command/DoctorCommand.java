package dev.parley.app.command;

import dev.parley.app.check.Doctor;
import dev.parley.app.check.Finding;
import dev.parley.app.check.Finding.Level;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley doctor`: whether these settings can work on this machine.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks whether these settings can work on this machine, before a caller finds out.",
            "Each provider that is named: the shape of its key, its name in the DNS, connection, TLS, whether it takes the key,"
                    + " the clock, the model and when it ends. Then the local engines, the disk, the database, the ports."
                    + " Nothing that costs is asked, and no key is shown."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley doctor",
            "  ./parley doctor --config parley.yaml --json",
            "",
            "Exit codes: 0 all is well, 1 warnings, 2 something must be repaired."
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of everything the server keeps (default: data)")
    private @Nullable Path data;

    @Option(names = "--json", description = "a line of JSON for every check")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var findings = findings();
        var out = spec.commandLine().getOut();
        for (var finding : findings) {
            out.println(json ? JsonLine.of(fields(finding)) : Ansi.AUTO.string(line(finding)));
        }
        long warnings = count(findings, Level.WARN);
        long failures = count(findings, Level.FAIL);
        if (!json) {
            out.println();
            out.println(
                    "%d checks, %d warnings, %d failures"
                            .formatted(findings.size(), warnings, failures));
        }
        out.flush();
        return failures > 0 ? 2 : warnings > 0 ? 1 : 0;
    }

    private List<Finding> findings() throws InterruptedException {
        Settings settings;
        try {
            Map<String, String> flags = data == null ? Map.of() : Map.of("data", data.toString());
            settings = SettingsOptions.read(flags, config);
        } catch (InvalidSettings e) {
            return List.of(
                    Finding.fail(
                            "settings",
                            "parse",
                            String.valueOf(e.getMessage()),
                            "settings that can be read",
                            "correct them; docs/settings.md has all of them"));
        }
        return Doctor.examine(settings, Clock.systemUTC());
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String line(Finding finding) {
        var mark =
                switch (finding.level()) {
                    case OK -> "@|green ok  |@";
                    case WARN -> "@|yellow warn|@";
                    case FAIL -> "@|bold,red FAIL|@";
                };
        var line =
                "%s  %-26s %-11s %s"
                        .formatted(
                                mark,
                                finding.part(),
                                finding.check(),
                                finding.came().replace("@|", "@ |"));
        return finding.level() == Level.OK
                ? line
                : line
                        + "%n      expected: %s%n      do: %s"
                                .formatted(finding.expected(), finding.remedy());
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("part", finding.part());
        fields.put("check", finding.check());
        fields.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        fields.put("came", finding.came());
        fields.put("expected", finding.expected());
        fields.put("remedy", finding.remedy());
        return fields;
    }
}
