package dev.parley.app.check;

import dev.parley.app.settings.ProviderSettings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.call.provider.ProviderPlugin.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A provider that the settings name for a stage, first or as a fallback.
///
/// @param rank 0 for the first, then in the order of the fallbacks
public record ConfiguredProvider(Stage stage, int rank, ProviderSettings settings) {
    /// All of them, stage by stage, without the engines in process.
    public static List<ConfiguredProvider> of(SpeechSettings speech) {
        var all = new ArrayList<ConfiguredProvider>();
        add(all, Stage.HEARS, speech.hears());
        add(all, Stage.SPEAKS, speech.speaks());
        add(all, Stage.THINKS, speech.thinks());
        return all;
    }

    private static void add(
            List<ConfiguredProvider> all, Stage stage, Optional<ProviderSettings> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        all.add(new ConfiguredProvider(stage, 0, chosen.get()));
        int rank = 0;
        for (var fallback : chosen.get().fallbacks()) {
            rank++;
            if (!fallback.name().equals(ProviderSettings.LOCAL)) {
                all.add(new ConfiguredProvider(stage, rank, fallback));
            }
        }
    }

    /// As the settings call the place: `speech.hears`, or `providers.NAME` for a fallback.
    public String place() {
        return settings.place();
    }
}
