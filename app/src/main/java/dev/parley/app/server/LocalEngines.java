package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.dialog.Agent;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.util.List;

/// The embedded ears and voice, checked against the agents' grammars and warm when returned.
final class LocalEngines {
    private LocalEngines() {}

    static Engines open(Settings settings, List<Agent> agents, Meters meters) {
        try {
            var cache = settings.data().resolve("cache");
            var recognizer = VoskRecognizer.open(VoskSettings.in(cache), meters);
            recognizer.checkVocabulary(
                    agents.stream().flatMap(agent -> agent.expectations().stream()).toList());
            recognizer.warmUp();
            return new Engines(
                    recognizer,
                    LocalVoices.find(voice(settings.speech().voice()), cache, meters),
                    Engines.detector(settings.speech().vad()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static String voice(SpeechSettings.Voice voice) {
        return switch (voice) {
            case AUTO -> "auto";
            case FLITE -> "flite-rms";
            case FREETTS -> "freetts-kevin16";
        };
    }
}
