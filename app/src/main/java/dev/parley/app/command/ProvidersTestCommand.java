package dev.parley.app.command;

import dev.parley.app.check.ConfiguredProvider;
import dev.parley.app.check.ProviderCatalogue;
import dev.parley.app.check.ProviderTrial;
import dev.parley.app.settings.ProviderSettings;
import dev.parley.audio.WavWriter;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.dialog.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley providers test NAME`: uses a provider once and shows what came.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Speaks a sentence with a provider, has it hear one, asks its model: once each, as a call would.",
            "With the settings of the place that names it; costs what one sentence costs. What is heard is spoken by a local voice."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley providers test cartesia --keep hello.wav",
            "  ./parley providers test deepgram --stage hears --text \"when are you open\"",
            "  ./parley providers test openai --stage thinks --json",
            "",
            "Exit codes: 0 it worked, 1 it did not, 2 wrong usage or settings."
        })
final class ProvidersTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "as ./parley providers lists it")
    private String name = "";

    @Option(
            names = "--stage",
            paramLabel = "S",
            description =
                    "hears, speaks, thinks or converses (default: those that the settings name it for, else all)")
    private @Nullable String stage;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            defaultValue = "I would like to book an appointment on Monday.",
            description = "what is spoken, heard or asked")
    private String text = "";

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "the sound that was made or heard, as WAV; with several stages the last")
    private @Nullable Path keep;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(names = "--json", description = "a line of JSON for every stage")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var settings = SettingsOptions.read(Map.of(), config);
        var configured =
                ConfiguredProvider.of(settings.speech()).stream()
                        .filter(each ->
                                each.settings().name().equals(name)
                                        || each.settings().label().equals(name))
                        .toList();
        try (var catalogue = new ProviderCatalogue()) {
            boolean worked = true;
            var trial = new ProviderTrial(settings.data().resolve("cache"));
            for (var one : stages(catalogue, configured)) {
                var entry = entry(configured, one);
                var plugin = plugin(catalogue, entry, one);
                try {
                    worked &= show(trial.tried(plugin, entry, one, text));
                } catch (IllegalArgumentException e) {
                    throw ProviderSettings.wrong(
                            place(configured, one), String.valueOf(e.getMessage()));
                }
            }
            return worked ? 0 : 1;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Stage> stages(ProviderCatalogue catalogue, List<ConfiguredProvider> configured) {
        if (stage != null) {
            return List.of(
                    Arrays.stream(Stage.values())
                            .filter(one -> label(one).equals(stage))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "--stage: expected hears, speaks, thinks or converses, got \""
                                                    + stage
                                                    + "\"")));
        }
        var named = configured.stream().map(ConfiguredProvider::stage).distinct().toList();
        var able =
                Arrays.stream(Stage.values())
                        .filter(one -> catalogue.find(name, one).isPresent())
                        .toList();
        if (named.isEmpty() && able.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a provider, one of %s, got \"%s\"%s"
                            .formatted(
                                    catalogue.names(),
                                    name,
                                    NearestName.hint(name, catalogue.names(), "")));
        }
        return named.isEmpty() ? able : named;
    }

    private ProviderEntry entry(List<ConfiguredProvider> configured, Stage one) {
        return configured.stream()
                .filter(each -> each.stage() == one)
                .findFirst()
                .map(each ->
                        new ProviderEntry(
                                each.settings().name(),
                                each.settings().settings(),
                                each.settings().key()))
                .orElseGet(() -> elsewhere(configured));
    }

    /// The settings do not name it for this; but one vendor has one address and one key.
    private ProviderEntry elsewhere(List<ConfiguredProvider> configured) {
        var known =
                configured.stream()
                        .map(ConfiguredProvider::settings)
                        .filter(each -> each.name().equals(name))
                        .findFirst();
        Map<String, String> url = new LinkedHashMap<>();
        known.map(each -> each.settings().get("url")).ifPresent(address -> url.put("url", address));
        return new ProviderEntry(name, url, known.flatMap(each -> each.key()));
    }

    private static ProviderPlugin plugin(
            ProviderCatalogue catalogue, ProviderEntry entry, Stage one) {
        return catalogue
                .find(entry.provider(), one)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "provider \"%s\": expected one that %s, which are %s"
                                        .formatted(
                                                entry.provider(),
                                                label(one),
                                                catalogue.able(one))));
    }

    /// Where the settings stand that it is tried with, or would.
    private static String place(List<ConfiguredProvider> configured, Stage one) {
        return configured.stream()
                .filter(each -> each.stage() == one)
                .findFirst()
                .or(() -> configured.stream().findFirst())
                .map(ConfiguredProvider::place)
                // No setting names one that converses.
                .orElse("speech." + label(one == Stage.CONVERSES ? Stage.THINKS : one));
    }

    private boolean show(ProviderTrial.Tried tried) throws IOException {
        show(tried.outcome());
        var clip = tried.clip();
        var samples = clip.samples();
        if (keep != null && samples.length > 0) {
            try (var writer = new WavWriter(keep, clip.rate(), 1)) {
                writer.write(samples, 0, samples.length);
            }
        }
        return tried.outcome().failure().isEmpty();
    }

    private void show(ProviderTrial.Outcome outcome) {
        var out = spec.commandLine().getOut();
        boolean worked = outcome.failure().isEmpty();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("provider", outcome.name());
            fields.put("stage", label(outcome.stage()));
            fields.put("worked", worked);
            fields.put("connect_ms", orNull(outcome.connectMillis()));
            fields.put("first_ms", orNull(outcome.firstMillis()));
            fields.put("whole_ms", outcome.wholeMillis());
            fields.put("result", outcome.result());
            fields.put("failure", outcome.failure());
            out.println(JsonLine.of(fields));
        } else {
            out.println(
                    Ansi.AUTO.string(
                            "%s  %-10s %-7s connect %s, %s %s, whole %d ms"
                                    .formatted(
                                            worked ? "@|green ok  |@" : "@|bold,red FAIL|@",
                                            outcome.name(),
                                            label(outcome.stage()),
                                            time(outcome.connectMillis()),
                                            first(outcome.stage()),
                                            time(outcome.firstMillis()),
                                            outcome.wholeMillis())));
            out.println(
                    "      "
                            + (worked
                                    ? outcome.result()
                                    : outcome.failure()
                                            + "; ./parley doctor looks for the reason"));
        }
        out.flush();
    }

    private static String first(Stage stage) {
        return switch (stage) {
            case HEARS -> "words after the last sound";
            case SPEAKS -> "first sound";
            case THINKS -> "first token";
            case CONVERSES -> "first sound of an answer";
        };
    }

    private static String time(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() + " ms" : "-";
    }

    private static @Nullable Long orNull(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() : null;
    }

    private static String label(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
