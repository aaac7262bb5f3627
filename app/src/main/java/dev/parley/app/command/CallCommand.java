package dev.parley.app.command;

import dev.parley.app.rehearsal.ProviderChoice;
import dev.parley.app.rehearsal.Rehearsal;
import dev.parley.app.rehearsal.RehearsalPlan;
import dev.parley.app.rehearsal.RehearsalReport;
import dev.parley.app.rehearsal.RehearsalScreen;
import dev.parley.app.server.PrivateFolder;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import dev.parley.observe.Logs;
import dev.parley.sim.caller.CallerTurn;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.Utterance;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./parley call`: one whole simulated call with these providers and faults, and what came of it.
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "One whole simulated call, with the providers and the faults of your choice.",
            "Starts simulated vendors, a server that knows them by its settings alone, and a caller who wants an appointment"
                    + " at the garage; shows turn by turn what was said, what was understood and how long the answer took."
                    + " Everything is on this machine and gone at the end."
        },
        footer = {
            "",
            "A fault is target:fault@point[:parameter], as in ./parley sim --help; docs/sim-vendors.md says what each does.",
            "A script is one of ./parley sim: keys, model, delays, switches and limits are the vendors', and what they would hear"
                    + " (hears.utterances) is what the caller says, line by line. Ears and voices are real or know the sound.",
            "",
            "Examples:",
            "  ./parley call",
            "  ./parley call --providers sim:deepgram+openai+cartesia --fault llm:stall@turn3",
            "  ./parley call --fault tts:cut@request2 --fault stt:429@connection1 --keep kept",
            "  ./parley call --providers local",
            "  ./parley call --providers deepgram+cartesia --config parley.yaml",
            "  ./parley call --json --seed 7 | tail -n 1",
            "",
            "Exit codes: 0 the caller got what they wanted and no silence was too long, 1 not, but the call ended with a goodbye,",
            "2 wrong usage or settings, 3 the call broke: no goodbye, a silence too long, no record, or no start."
        })
final class CallCommand implements Callable<Integer> {
    @Option(
            names = "--providers",
            paramLabel = "P",
            defaultValue = "sim:deepgram+openai+cartesia",
            description =
                    "local; names joined by +; sim: before them for simulated ones (default: sim:deepgram+openai+cartesia)")
    private String providers = "";

    @Option(
            names = "--fault",
            paramLabel = "RULE",
            description = "what goes wrong at simulated vendors, and where; may be given again")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "draws who calls and what they want (default: 1)")
    private long seed;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "what the vendors do and the caller says, as YAML")
    private @Nullable Path script;

    @Option(
            names = "--dead-air",
            paramLabel = "MS",
            defaultValue = "1500",
            description = "the longest silence that is no breakdown (default: 1500)")
    private int deadAir;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a setting of the server, as in speech.hears.model=flux-general-en")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "settings file, for real providers (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "keep the sound of both sides (WAV), the report and the log here")
    private @Nullable Path keep;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            defaultValue = "data/cache",
            description = "folder of the unpacked models (default: data/cache)")
    private Path cache = Path.of("data/cache");

    @Option(
            names = "--json",
            description = "a line of JSON for every turn, and one at the end with the outcome")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException, SQLException {
        var plan = plan();
        var folder = Files.createTempDirectory("parley-call-");
        try {
            Logs.jsonToFile(PrivateFolder.at(folder).resolve("parley.log"), "INFO");
            if (!json) {
                say("calling ...");
            }
            var report = Rehearsal.play(plan, folder, this::live);
            show(report);
            if (keep != null) {
                keep(report, folder, PrivateFolder.at(keep));
            }
            return report.outcome().exitCode();
        } finally {
            Logs.plainToConsole("WARN");
            remove(folder);
        }
    }

    private RehearsalPlan plan() {
        try {
            var choice = ProviderChoice.parse(providers);
            var read = script == null ? VendorScript.usual() : VendorScript.read(script);
            return new RehearsalPlan(
                    choice,
                    faults.stream().map(Vendors::rule).toList(),
                    seed,
                    read,
                    lines(read),
                    Duration.ofMillis(deadAir),
                    cache,
                    changes,
                    settings(choice));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> lines(VendorScript script) {
        return switch (script.hearing()) {
            case Hearing.InOrder(var utterances) ->
                    utterances.stream().map(Utterance::words).toList();
            case Hearing.ByTone(var utterances, _) ->
                    utterances.stream().map(Utterance::words).toList();
            case Hearing.Real _ -> List.of();
        };
    }

    /// A rehearsal is the same whatever this machine is set to; keys of real providers are in its
    /// settings.
    private Function<Map<String, String>, Settings> settings(ProviderChoice choice) {
        boolean isReal = !choice.isSimulated() && !choice.names().isEmpty();
        return isReal
                ? flags -> SettingsOptions.read(flags, config)
                : flags ->
                        Settings.from(
                                new SettingsReader(
                                        flags, Map.of(), Optional.empty(), Optional.empty()));
    }

    private void live(CallerTurn turn) {
        if (json) {
            return;
        }
        boolean isAgent = turn.who().equals("agent");
        say(
                "%7.1f s  %s %s"
                        .formatted(
                                turn.toMillis() / 1_000.0,
                                isAgent ? "@|cyan hears|@" : "@|green says |@",
                                turn.words().isEmpty() ? "(nothing that is known)" : turn.words()));
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(Ansi.AUTO.string(line));
        out.flush();
    }

    private void show(RehearsalReport report) {
        if (!json) {
            say("");
            say(new RehearsalScreen(spec.usageMessage().width()).of(report).stripTrailing());
            return;
        }
        var out = spec.commandLine().getOut();
        for (var row : report.rows()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("type", "turn");
            fields.put("who", row.who());
            fields.put("from_ms", row.fromMillis());
            fields.put("to_ms", row.toMillis());
            fields.put("said", row.said());
            fields.put("understood", row.heard());
            fields.put("answered_ms", orNull(row.answeredMillis()));
            out.println(JsonLine.of(fields));
        }
        out.println(JsonLine.of(outcome(report)));
        out.flush();
    }

    private static @Nullable Long orNull(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() : null;
    }

    private static Map<String, Object> outcome(RehearsalReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "outcome");
        fields.putAll(report.figures());
        return fields;
    }

    private void keep(RehearsalReport report, Path folder, Path kept) throws IOException {
        copy(report.lived(), kept.resolve("lived.wav"));
        if (report.recording().isPresent()) {
            copy(report.recording().get(), kept.resolve("recording.wav"));
        }
        copy(folder.resolve("parley.log"), kept.resolve("parley.log"));
        Files.writeString(kept.resolve("report.json"), JsonLine.of(outcome(report)) + "\n");
        if (!json) {
            say("kept       " + kept.toAbsolutePath().normalize());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Links are removed, not what they lead to.
    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
