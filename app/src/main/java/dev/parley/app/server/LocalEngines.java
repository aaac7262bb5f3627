package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Agent;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded ears and voice, warm when opened.
final class LocalEngines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalEngines.class);

    private final VoskRecognizer recognizer;
    private final Synthesizer voice;
    private final SpeechSettings settings;

    private LocalEngines(VoskRecognizer recognizer, Synthesizer voice, SpeechSettings settings) {
        this.recognizer = recognizer;
        this.voice = voice;
        this.settings = settings;
    }

    /// Opens and warms them; blocks for about two seconds.
    static LocalEngines open(Settings settings, Meters meters) {
        long began = System.nanoTime();
        var cache = settings.data().resolve("cache");
        try {
            var recognizer = VoskRecognizer.open(VoskSettings.in(cache), meters);
            try {
                recognizer.warmUp();
                var voice = LocalVoices.find(voice(settings.speech().voice()), cache, meters);
                log.atInfo()
                        .addKeyValue("voice", voice.name())
                        .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                        .log("speech engines opened");
                return new LocalEngines(recognizer, voice, settings.speech());
            } catch (RuntimeException e) {
                recognizer.close();
                throw e;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /// The engines of a server with these agents, whose grammars can all be heard.
    Engines checkedFor(List<Agent> agents) {
        try {
            recognizer.checkVocabulary(
                    agents.stream().flatMap(agent -> agent.expectations().stream()).toList());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
        return new Engines(recognizer, voice, Engines.detector(settings.vad()));
    }

    private static String voice(SpeechSettings.Voice voice) {
        return switch (voice) {
            case AUTO -> "auto";
            case FLITE -> "flite-rms";
            case FREETTS -> "freetts-kevin16";
        };
    }

    @Override
    public void close() {
        voice.close();
        recognizer.close();
    }
}
