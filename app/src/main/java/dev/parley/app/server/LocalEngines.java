package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.dialog.Agent;
import dev.parley.meter.Meters;
import dev.parley.providers.local.FreeTtsSettings;
import dev.parley.providers.local.FreeTtsVoice;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.util.List;

/// The embedded ears and voice, checked against the agents' grammars and warm when returned.
final class LocalEngines {
    private LocalEngines() {}

    static Engines open(Settings settings, List<Agent> agents, Meters meters) {
        try {
            var recognizer =
                    VoskRecognizer.open(VoskSettings.in(settings.data().resolve("cache")), meters);
            recognizer.checkVocabulary(
                    agents.stream().flatMap(agent -> agent.expectations().stream()).toList());
            return new Engines(
                    recognizer,
                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT, meters),
                    Engines.detector(settings.speech().vad()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }
}
