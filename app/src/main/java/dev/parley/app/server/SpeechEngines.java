package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Agent;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ears, the voice and the language model, local ones warm when opened, those of providers as
/// the settings name them.
final class SpeechEngines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpeechEngines.class);

    private final Providers providers;
    private final Recognizer recognizer;
    private final Synthesizer voice;
    private final @Nullable LanguageModel model;
    private final SpeechSettings settings;

    private SpeechEngines(
            Providers providers,
            Recognizer recognizer,
            Synthesizer voice,
            @Nullable LanguageModel model,
            SpeechSettings settings) {
        this.providers = providers;
        this.recognizer = recognizer;
        this.voice = voice;
        this.model = model;
        this.settings = settings;
    }

    /// Opens and warms them; blocks for about two seconds if they are local.
    static SpeechEngines open(Settings settings, Meters meters) {
        long began = System.nanoTime();
        var providers = new Providers(meters);
        try {
            var recognizer = recognizer(settings, providers, meters);
            try {
                var voice = voice(settings, providers, meters);
                try {
                    var model = settings.speech().thinks().map(providers::model).orElse(null);
                    log.atInfo()
                            .addKeyValue("recognizer", recognizer.name())
                            .addKeyValue("voice", voice.name())
                            .addKeyValue("model", model == null ? "none" : model.name())
                            .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                            .log("speech engines opened");
                    return new SpeechEngines(
                            providers, recognizer, voice, model, settings.speech());
                } catch (RuntimeException e) {
                    voice.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                recognizer.close();
                throw e;
            }
        } catch (RuntimeException e) {
            providers.close();
            throw e instanceof IllegalStateException || e instanceof IllegalArgumentException
                    ? new StartRefused(String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    private static Recognizer recognizer(Settings settings, Providers providers, Meters meters) {
        return settings.speech()
                .hears()
                .map(providers::recognizer)
                .orElseGet(() -> local(settings, meters));
    }

    private static Recognizer local(Settings settings, Meters meters) {
        var recognizer =
                VoskRecognizer.open(VoskSettings.in(settings.data().resolve("cache")), meters);
        try {
            recognizer.warmUp();
            return recognizer;
        } catch (RuntimeException e) {
            recognizer.close();
            throw e;
        }
    }

    private static Synthesizer voice(Settings settings, Providers providers, Meters meters) {
        return settings.speech()
                .speaks()
                .map(providers::voice)
                .orElseGet(() ->
                        LocalVoices.find(
                                voice(settings.speech().voice()),
                                settings.data().resolve("cache"),
                                meters));
    }

    /// The language model; null if none is named.
    @Nullable LanguageModel model() {
        return model;
    }

    /// The engines of a server with these agents. The local recognizer must know every word of
    /// their grammars.
    Engines checkedFor(List<Agent> agents) {
        if (recognizer instanceof VoskRecognizer local) {
            try {
                local.checkVocabulary(
                        agents.stream().flatMap(agent -> agent.expectations().stream()).toList());
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new StartRefused(String.valueOf(e.getMessage()), e);
            }
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
        if (model != null) {
            model.close();
        }
        voice.close();
        recognizer.close();
        providers.close();
    }
}
