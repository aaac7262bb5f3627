package dev.parley.providers.openai;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.net.OwnNetwork;
import dev.parley.providers.openai.realtime.RealtimeDuplex;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Opens what speaks OpenAI's protocols from settings: one name for each server known.
public final class OpenAiPlugin implements ProviderPlugin {
    /// The one server of the Realtime protocol that is known by a name.
    private static final String REALTIME = "openai";

    private final OwnNetwork network = new OwnNetwork(2);

    @Override
    public Set<String> names() {
        var names = new TreeSet<String>();
        ChatProfile.ALL.forEach(profile -> names.add(profile.name()));
        VoiceProfile.ALL.forEach(profile -> names.add(profile.name()));
        TranscriptionProfile.ALL.forEach(profile -> names.add(profile.name()));
        return names;
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    @Override
    public Set<Stage> stages(String name) {
        var stages = EnumSet.noneOf(Stage.class);
        if (TranscriptionProfile.find(name).isPresent()) {
            stages.add(Stage.HEARS);
        }
        if (VoiceProfile.find(name).isPresent()) {
            stages.add(Stage.SPEAKS);
        }
        if (ChatProfile.ALL.stream().anyMatch(profile -> profile.name().equals(name))) {
            stages.add(Stage.THINKS);
        }
        if (name.equals(REALTIME)) {
            stages.add(Stage.CONVERSES);
        }
        return stages;
    }

    @Override
    public Recognizer recognizer(ProviderEntry entry, Meters meters) {
        var settings = OpenAiEntries.transcription(entry);
        return settings.isPresent()
                ? TranscriptionRecognizer.open(settings.get(), network.opened(), meters)
                : ProviderPlugin.super.recognizer(entry, meters);
    }

    @Override
    public Synthesizer voice(ProviderEntry entry, Meters meters) {
        var settings = OpenAiEntries.voice(entry);
        return settings.isPresent()
                ? OpenAiVoice.open(settings.get(), network.opened(), meters)
                : ProviderPlugin.super.voice(entry, meters);
    }

    @Override
    public LanguageModel model(ProviderEntry entry, Meters meters) {
        var named = entry.text("profile", entry.provider());
        return named.equals(entry.provider()) && !stages(named).contains(Stage.THINKS)
                ? ProviderPlugin.super.model(entry, meters)
                : ChatModel.open(OpenAiEntries.chat(entry), network.opened(), meters);
    }

    @Override
    public Duplex duplex(ProviderEntry entry, Meters meters) {
        return entry.provider().equals(REALTIME)
                ? RealtimeDuplex.open(OpenAiEntries.realtime(entry), network.opened(), meters)
                : ProviderPlugin.super.duplex(entry, meters);
    }

    /// The list of models, which every server of the protocol has.
    @Override
    public Optional<ProviderProbe> probe(ProviderEntry entry, Stage stage) {
        return switch (stage) {
            case THINKS -> {
                var chat = OpenAiEntries.chat(entry);
                yield Optional.of(
                        models(
                                chat.url(),
                                chat.profile().keyHeader(),
                                chat.profile().keyPrefix(),
                                chat.key(),
                                chat.model()));
            }
            case SPEAKS ->
                    OpenAiEntries.voice(entry)
                            .map(voice -> bearer(voice.url(), voice.key(), voice.model()));
            case HEARS ->
                    OpenAiEntries.transcription(entry)
                            .map(hears -> bearer(hears.url(), hears.key(), hears.model()));
            case CONVERSES -> {
                var realtime = OpenAiEntries.realtime(entry);
                yield Optional.of(
                        bearer(
                                realtime.url().replaceFirst("^ws", "http"),
                                Optional.of(realtime.key()),
                                realtime.model()));
            }
        };
    }

    private static ProviderProbe bearer(String url, Optional<Secret> key, String model) {
        return models(url, "Authorization", "Bearer ", key, model);
    }

    private static ProviderProbe models(
            String url, String header, String prefix, Optional<Secret> key, String model) {
        int query = url.indexOf('?');
        var address =
                query < 0
                        ? url + "/models"
                        : url.substring(0, query) + "/models" + url.substring(query);
        return new ProviderProbe(
                URI.create(address),
                key.map(secret -> Map.of(header, Secret.of(prefix + secret.reveal())))
                        .orElse(Map.of()),
                model);
    }

    @Override
    public void close() {
        network.close();
    }
}
