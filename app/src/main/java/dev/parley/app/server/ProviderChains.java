package dev.parley.app.server;

import dev.parley.app.settings.ProviderSettings;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.chain.ModelChain;
import dev.parley.providers.chain.ProviderHealth;
import dev.parley.providers.chain.RecognizerChain;
import dev.parley.providers.chain.VoiceChain;
import dev.parley.providers.chain.WatchThread;
import dev.parley.providers.level.LevelledVoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens each provider of the settings with those that take over from it, as one. Closed after
/// everything that it opened.
final class ProviderChains implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProviderChains.class);

    private final Providers providers;
    private final Supplier<? extends Recognizer> localRecognizer;
    private final Supplier<? extends Synthesizer> localVoice;
    private final Meters meters;
    private final WatchThread time = new WatchThread();
    private final List<Supplier<List<ProviderHealth>>> health = new ArrayList<>();

    /// @param localRecognizer opens the one in process, for those who fall back on it
    /// @param localVoice the same
    ProviderChains(
            Providers providers,
            Supplier<? extends Recognizer> localRecognizer,
            Supplier<? extends Synthesizer> localVoice,
            Meters meters) {
        this.providers = providers;
        this.localRecognizer = localRecognizer;
        this.localVoice = localVoice;
        this.meters = meters;
    }

    /// Throws [InvalidSettings] if there is no such provider or its settings cannot work.
    Recognizer recognizer(ProviderSettings chosen) {
        Map<String, Recognizer> clients =
                open(
                        chosen,
                        each -> isLocal(each) ? localRecognizer.get() : providers.recognizer(each));
        var chain = new RecognizerChain(clients, chosen.chain(), time, meters);
        health.add(chain::health);
        return chain;
    }

    /// As [#recognizer].
    Synthesizer voice(ProviderSettings chosen) {
        Map<String, Synthesizer> clients =
                open(chosen, each -> isLocal(each) ? localVoice.get() : voice(each, chosen));
        var chain = new VoiceChain(clients, chosen.chain(), time, meters);
        health.add(chain::health);
        return chain;
    }

    /// The voices in process have the level of the house by themselves.
    private Synthesizer voice(ProviderSettings each, ProviderSettings chosen) {
        var voice = providers.voice(each);
        return switch (chosen.level()) {
            case HOUSE -> new LevelledVoice(voice);
            case PROVIDER -> voice;
        };
    }

    /// As [#recognizer].
    LanguageModel model(ProviderSettings chosen) {
        Map<String, LanguageModel> clients = open(chosen, providers::model);
        var chain = new ModelChain(clients, chosen.chain(), time, meters);
        health.add(chain::health);
        return chain;
    }

    private static boolean isLocal(ProviderSettings each) {
        return each.name().equals(ProviderSettings.LOCAL);
    }

    private static <C extends AutoCloseable> Map<String, C> open(
            ProviderSettings chosen, Function<ProviderSettings, ? extends C> opening) {
        var clients = new LinkedHashMap<String, C>();
        try {
            clients.put(chosen.label(), opening.apply(chosen));
            for (var each : chosen.fallbacks()) {
                try {
                    clients.put(each.label(), opening.apply(each));
                } catch (IllegalStateException missing) {
                    if (!each.isImplied()) {
                        throw missing;
                    }
                    log.atWarn()
                            .addKeyValue("provider", chosen.label())
                            .addKeyValue("reason", missing.getMessage())
                            .log("nothing in process takes over when this provider fails");
                }
            }
            return clients;
        } catch (RuntimeException refused) {
            for (var client : clients.values()) {
                try {
                    client.close();
                } catch (Exception e) {
                    refused.addSuppressed(e);
                }
            }
            throw refused;
        }
    }

    /// How each provider has done lately: those that hear, then those that speak, then the models.
    List<ProviderHealth> health() {
        return health.stream().flatMap(each -> each.get().stream()).toList();
    }

    @Override
    public void close() {
        providers.close();
        time.close();
    }
}
