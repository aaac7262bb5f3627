package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import dev.parley.providers.chain.ChainSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which provider hears, speaks or thinks, and who takes over from it, as the operator wrote it.
///
/// @param label what it is called in metrics and lists: its name, or that of its entry
/// @param name by which a provider plug-in is found, such as "deepgram"
/// @param place where its settings stand: `speech.hears`, or `providers.NAME` for a fallback
/// @param settings those of the provider, by names such as "model" and "first-sound"
/// @param key the vendor's key, if there is one
/// @param fallbacks asked in this order when it fails; their own are empty
/// @param chain when that is
/// @param level of those that speak, its fallbacks too
/// @param isImplied nobody wrote it: a server on which it cannot be opened does without
public record ProviderSettings(
        String label,
        String name,
        String place,
        Map<String, String> settings,
        Optional<Secret> key,
        List<ProviderSettings> fallbacks,
        ChainSettings chain,
        SpokenLevel level,
        boolean isImplied) {
    /// How loud the voices of providers are.
    public enum SpokenLevel {
        /// As loud as the voices in process.
        HOUSE,
        /// As they come.
        PROVIDER
    }

    /// The name of the engines in process.
    public static final String LOCAL = "local";

    private static final String NONE = "none";

    /// One word, because a variable of the environment has no other way to end a name.
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*");

    public ProviderSettings {
        settings = Map.copyOf(settings);
        fallbacks = List.copyOf(fallbacks);
    }

    /// What is wrong with the settings at a place, and where to mend it.
    ///
    /// @param what was expected and what came
    public static InvalidSettings wrong(String place, String what) {
        return new InvalidSettings(
                "%s; set it under \"%s\" in the settings file, or as %s_… in .env or the environment (docs/providers.md)"
                        .formatted(what, place, SettingsReader.variable(place)));
    }

    /// Everything under `stage`: `provider`, `key`, `fallbacks`, and what the provider itself
    /// takes.
    static Optional<ProviderSettings> from(SettingsReader reader, String stage) {
        var name = reader.text(stage + ".provider");
        var key = reader.secret(stage + ".key");
        var fallbacks = reader.text(stage + ".fallbacks");
        var level =
                stage.endsWith(".speaks")
                        ? reader.oneOf(stage + ".level", SpokenLevel.class, SpokenLevel.HOUSE)
                        : SpokenLevel.PROVIDER;
        var settings = reader.group(stage);
        if (name.isEmpty() && (!settings.isEmpty() || fallbacks.isPresent())) {
            var given = settings.isEmpty() ? "fallbacks" : settings.keySet().iterator().next();
            throw new InvalidSettings(
                    "setting \"%s.%s\": expected \"%s.provider\" beside it, got none; name the provider it is for"
                            .formatted(stage, given, stage));
        }
        return name.map(provider -> {
            var chain = ResilienceSettings.of(stage).from(reader);
            return new ProviderSettings(
                    provider,
                    provider,
                    stage,
                    settings,
                    key,
                    fallbacks(reader, stage, provider, fallbacks, chain),
                    chain,
                    level,
                    false);
        });
    }

    /// What hears and speaks falls back on the engines in process, unless something else is said; a
    /// flow talks by itself when its model is away.
    private static List<ProviderSettings> fallbacks(
            SettingsReader reader,
            String stage,
            String first,
            Optional<String> written,
            ChainSettings chain) {
        boolean isModel = stage.endsWith(".thinks");
        var names = written.orElse(isModel ? NONE : LOCAL).strip();
        if (names.equals(NONE)) {
            return List.of();
        }
        var seen = new HashSet<>(List.of(first));
        var entries = new ArrayList<ProviderSettings>();
        for (var each : Arrays.stream(names.split(",", -1)).map(String::strip).toList()) {
            if (!PLAIN.matcher(each).matches()) {
                throw new InvalidSettings(
                        "setting \"%s.fallbacks\": expected names of small letters and digits, separated by commas, or none; got \"%s\""
                                .formatted(stage, names));
            }
            if (!seen.add(each)) {
                throw new InvalidSettings(
                        "setting \"%s.fallbacks\": expected each name once, got \"%s\" twice; for another entry of the same provider, name it under \"providers\""
                                .formatted(stage, each));
            }
            if (each.equals(LOCAL) && isModel) {
                throw new InvalidSettings(
                        "setting \"%s.fallbacks\": expected providers, got \"local\"; there is no language model in process, the flow talks by itself"
                                .formatted(stage));
            }
            entries.add(
                    each.equals(LOCAL)
                            ? local(chain, written.isEmpty())
                            : entry(reader, each, chain));
        }
        return entries;
    }

    private static ProviderSettings local(ChainSettings chain, boolean isImplied) {
        return new ProviderSettings(
                LOCAL,
                LOCAL,
                "speech",
                Map.of(),
                Optional.empty(),
                List.of(),
                chain,
                SpokenLevel.PROVIDER,
                isImplied);
    }

    /// What is written under `providers.NAME`; without it a provider of that name.
    private static ProviderSettings entry(SettingsReader reader, String name, ChainSettings chain) {
        var stage = "providers." + name;
        var provider = reader.text(stage + ".provider", name);
        var key = reader.secret(stage + ".key");
        return new ProviderSettings(
                name,
                provider,
                stage,
                reader.group(stage),
                key,
                List.of(),
                chain,
                SpokenLevel.PROVIDER,
                false);
    }
}
