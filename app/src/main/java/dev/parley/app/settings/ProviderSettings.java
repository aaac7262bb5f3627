package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import java.util.Map;
import java.util.Optional;

/// Which provider hears, speaks or thinks, as the operator wrote it.
///
/// @param name by which a provider plug-in is found, such as "deepgram"
/// @param settings those of the provider, by names such as "model" and "first-sound"
/// @param key the vendor's key, if there is one
public record ProviderSettings(String name, Map<String, String> settings, Optional<Secret> key) {
    public ProviderSettings {
        settings = Map.copyOf(settings);
    }

    /// Everything under `stage`: `provider`, `key`, and what the provider itself takes.
    static Optional<ProviderSettings> from(SettingsReader reader, String stage) {
        var name = reader.text(stage + ".provider");
        var key = reader.secret(stage + ".key");
        var settings = reader.group(stage);
        if (name.isEmpty() && !settings.isEmpty()) {
            throw new InvalidSettings(
                    "setting \"%s.%s\": expected \"%s.provider\" beside it, got none; name the provider it is for"
                            .formatted(stage, settings.keySet().iterator().next(), stage));
        }
        return name.map(provider -> new ProviderSettings(provider, settings, key));
    }
}
