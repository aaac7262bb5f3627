package dev.parley.app.command;

import dev.parley.app.check.ConfiguredProvider;
import dev.parley.app.check.ProviderCatalogue;
import dev.parley.app.check.ProviderHealthReader;
import dev.parley.app.check.ProviderState;
import dev.parley.app.settings.ProviderSettings;
import dev.parley.app.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley providers`: which providers there are, which are configured, and how they do.
@Command(
        name = "providers",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = ProvidersTestCommand.class,
        description = {
            "Which providers there are, what each can do, which the settings name, and how they do.",
            "The last columns come from a server that runs: its circuit breaker, and its last times to the first token or"
                    + " sound, or from the end of an utterance to its words."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley providers",
            "  ./parley providers --ops http://127.0.0.1:9090 --json",
            "  ./parley providers test deepgram --stage hears",
            "",
            "Exit codes: 0 listed, 2 wrong settings."
        })
final class ProvidersCommand implements Callable<Integer> {
    private static final String FORM = "%-12s %-9s %-20s %-10s %9s %9s  %s";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--ops",
            paramLabel = "URL",
            description = "health and metrics of a running server (default: from the settings)")
    private @Nullable URI ops;

    @Option(names = "--json", description = "a line of JSON for every provider and stage")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = SettingsOptions.read(Map.of(), config);
        var configured = ConfiguredProvider.of(settings.speech());
        var health = ProviderHealthReader.read(address(settings));
        var out = spec.commandLine().getOut();
        if (!json) {
            out.println(
                    Ansi.AUTO.string(
                            "@|bold "
                                    + FORM.formatted(
                                            "PROVIDER",
                                            "STAGE",
                                            "CONFIGURED",
                                            "BREAKER",
                                            "P50",
                                            "P95",
                                            "FAILURES")
                                    + "|@"));
        }
        try (var catalogue = new ProviderCatalogue()) {
            for (var offer : catalogue.offers()) {
                for (var row : rows(offer, configured, health.orElse(List.of()))) {
                    out.println(json ? JsonLine.of(row) : text(row).stripTrailing());
                }
            }
        }
        for (var state : health.orElse(List.of())) {
            if (state.name().equals(ProviderSettings.LOCAL)) {
                var row =
                        row(state.name(), state.stage(), "in process", state.name(), health.get());
                out.println(json ? JsonLine.of(row) : text(row).stripTrailing());
            }
        }
        if (!json) {
            out.println();
            out.println(
                    "local        hears and speaks by itself, and stands in for the others unless fallbacks say otherwise");
            out.println(
                    health.isPresent()
                            ? "A server runs at " + address(settings) + "."
                            : "No server runs at "
                                    + address(settings)
                                    + ": no breakers and times.");
        }
        out.flush();
        return 0;
    }

    private URI address(Settings settings) {
        return ops != null
                ? ops
                : URI.create(
                        "http://"
                                + settings.server().opsHost()
                                + ":"
                                + settings.server().opsPort());
    }

    /// One for each entry of the settings, or one for none.
    private static List<Map<String, Object>> rows(
            ProviderCatalogue.Offer offer,
            List<ConfiguredProvider> configured,
            List<ProviderState> health) {
        var stage = offer.stage().name().toLowerCase(Locale.ROOT);
        var mine =
                configured.stream()
                        .filter(each ->
                                each.stage() == offer.stage()
                                        && each.settings().name().equals(offer.name()))
                        .map(each ->
                                row(
                                        offer.name(),
                                        stage,
                                        place(each),
                                        each.settings().label(),
                                        health))
                        .toList();
        return mine.isEmpty()
                ? List.of(row(offer.name(), stage, "", offer.name(), List.of()))
                : mine;
    }

    private static String place(ConfiguredProvider entry) {
        var rank = entry.rank() == 0 ? "first" : "fallback " + entry.rank();
        var settings = entry.settings();
        return settings.label().equals(settings.name()) ? rank : rank + ", " + settings.label();
    }

    /// @param label by which the server knows it
    private static Map<String, Object> row(
            String name,
            String stage,
            String configured,
            String label,
            List<ProviderState> health) {
        Optional<ProviderState> state =
                health.stream()
                        .filter(each ->
                                each.name().equals(label)
                                        && each.stage().toLowerCase(Locale.ROOT).equals(stage))
                        .findFirst();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("provider", name);
        row.put("stage", stage);
        row.put("configured", configured);
        row.put("breaker", state.map(ProviderState::breaker).orElse(""));
        row.put("p50_ms", millis(state.map(ProviderState::p50Millis)));
        row.put("p95_ms", millis(state.map(ProviderState::p95Millis)));
        row.put("failures", state.map(ProviderState::failures).orElse(Map.of()));
        return row;
    }

    private static @Nullable Long millis(Optional<OptionalLong> time) {
        return time.isPresent() && time.get().isPresent() ? time.get().getAsLong() : null;
    }

    private static String text(Map<String, Object> row) {
        var failures = (Map<?, ?>) row.getOrDefault("failures", Map.of());
        return FORM.formatted(
                row.get("provider"),
                row.get("stage"),
                dash(row.get("configured")),
                dash(row.get("breaker")),
                time(row.get("p50_ms")),
                time(row.get("p95_ms")),
                failures.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }

    private static String dash(@Nullable Object text) {
        return "".equals(text) ? "-" : String.valueOf(text);
    }

    private static String time(@Nullable Object millis) {
        return millis == null ? "-" : millis + " ms";
    }
}
