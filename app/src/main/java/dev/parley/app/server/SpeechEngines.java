package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.call.cost.Costs;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.chain.ProviderHealth;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ears, the voice and the language model, local ones warm when opened, those of providers as
/// the settings name them.
final class SpeechEngines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpeechEngines.class);

    private final ProviderChains providers;
    private final Recognizer recognizer;
    private final Synthesizer voice;
    private final @Nullable LanguageModel model;
    private final SpeechSettings settings;

    /// The local recognizer that takes over from a provider; null if there is none.
    private final @Nullable VoskRecognizer reserve;

    private SpeechEngines(
            ProviderChains providers,
            Recognizer recognizer,
            Synthesizer voice,
            @Nullable LanguageModel model,
            SpeechSettings settings,
            @Nullable VoskRecognizer reserve) {
        this.providers = providers;
        this.recognizer = recognizer;
        this.voice = voice;
        this.model = model;
        this.settings = settings;
        this.reserve = reserve;
    }

    /// Opens and warms them; blocks for about two seconds if they are local.
    static SpeechEngines open(Settings settings, Meters meters, Costs costs) {
        long began = System.nanoTime();
        var reserve = new AtomicReference<@Nullable VoskRecognizer>();
        var providers =
                new ProviderChains(
                        new Providers(meters, costs),
                        () -> {
                            var local = local(settings, meters);
                            reserve.set(local);
                            return local;
                        },
                        () -> localVoice(settings, meters),
                        meters);
        try {
            var speech = settings.speech();
            var recognizer =
                    speech.hears()
                            .map(providers::recognizer)
                            .orElseGet(() -> local(settings, meters));
            try {
                var voice =
                        speech.speaks()
                                .map(providers::voice)
                                .orElseGet(() -> localVoice(settings, meters));
                try {
                    var model = speech.thinks().map(providers::model).orElse(null);
                    log.atInfo()
                            .addKeyValue("recognizer", recognizer.name())
                            .addKeyValue("voice", voice.name())
                            .addKeyValue("model", model == null ? "none" : model.name())
                            .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                            .log("speech engines opened");
                    return new SpeechEngines(
                            providers, recognizer, voice, model, speech, reserve.get());
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

    private static VoskRecognizer local(Settings settings, Meters meters) {
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

    private static Synthesizer localVoice(Settings settings, Meters meters) {
        return LocalVoices.find(
                voice(settings.speech().voice()), settings.data().resolve("cache"), meters);
    }

    /// How the providers have done lately.
    List<ProviderHealth> health() {
        return providers.health();
    }

    /// The language model; null if none is named.
    @Nullable LanguageModel model() {
        return model;
    }

    /// The engines of a server with these agents. The local recognizer must know every word of
    /// their grammars; one that only takes over should.
    Engines checkedFor(List<Agent> agents) {
        if (recognizer instanceof VoskRecognizer local) {
            try {
                local.checkVocabulary(expectations(agents));
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new StartRefused(String.valueOf(e.getMessage()), e);
            }
        }
        if (reserve != null) {
            try {
                reserve.checkVocabulary(expectations(agents));
            } catch (IllegalArgumentException | IllegalStateException e) {
                log.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("the recognizer that takes over will not hear every answer");
            }
        }
        return new Engines(recognizer, voice, Engines.detector(settings.vad()));
    }

    private static List<Expectation> expectations(List<Agent> agents) {
        return agents.stream().flatMap(agent -> agent.expectations().stream()).toList();
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
