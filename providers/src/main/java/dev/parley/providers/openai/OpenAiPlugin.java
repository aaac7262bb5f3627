package dev.parley.providers.openai;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.net.OwnNetwork;
import dev.parley.providers.net.PoolSettings;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import dev.parley.providers.openai.realtime.RealtimeDuplex;
import dev.parley.providers.openai.realtime.RealtimeLimits;
import dev.parley.providers.openai.realtime.RealtimeSettings;
import java.net.URI;
import java.time.Duration;
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
        var profile =
                TranscriptionProfile.find(entry.text("profile", entry.provider())).orElse(null);
        if (profile == null) {
            return ProviderPlugin.super.recognizer(entry, meters);
        }
        var settings =
                new TranscriptionSettings(
                        entry.provider(),
                        entry.text("url", profile.url()),
                        entry.text("path", profile.path()),
                        profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                        profile.model().isEmpty()
                                ? entry.neededText("model")
                                : entry.text("model", profile.model()),
                        entry.text("language", "en"),
                        entry.text("prompt", ""),
                        entry.yes("stream", profile.streams()),
                        new MoreFields(entry.text("fields", MoreFields.NONE.json())),
                        entry.duration("connect", TranscriptionSettings.CONNECT),
                        entry.duration("answer", TranscriptionSettings.ANSWER),
                        entry.duration("longest", TranscriptionSettings.LONGEST),
                        pool(entry, TranscriptionSettings.CONNECT));
        return TranscriptionRecognizer.open(settings, network.opened(), meters);
    }

    @Override
    public Synthesizer voice(ProviderEntry entry, Meters meters) {
        var profile = VoiceProfile.find(entry.text("profile", entry.provider())).orElse(null);
        if (profile == null) {
            return ProviderPlugin.super.voice(entry, meters);
        }
        var limits = SpeechLimits.DEFAULT;
        var settings =
                new OpenAiVoiceSettings(
                        entry.provider(),
                        entry.text("url", profile.url()),
                        entry.text("path", OpenAiVoiceSettings.PATH),
                        profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                        profile.model().isEmpty()
                                ? entry.neededText("model")
                                : entry.text("model", profile.model()),
                        profile.voice().isEmpty()
                                ? entry.neededText("voice")
                                : entry.text("voice", profile.voice()),
                        SoundFormat.named(entry.text("format", "pcm-24k")),
                        entry.yes("ask-rate", profile.asksRate()),
                        entry.text("container", "pcm"),
                        entry.share("speed", 1),
                        entry.text("instructions", ""),
                        new MoreFields(entry.text("fields", MoreFields.NONE.json())),
                        new SpeechLimits(
                                entry.duration("connect", limits.connect()),
                                entry.duration("first-sound", limits.firstSound()),
                                entry.duration("between-sounds", limits.betweenSounds())),
                        entry.number("parallel", profile.parallel()),
                        entry.number("max-text", OpenAiVoiceSettings.MAX_TEXT),
                        pool(entry, limits.connect()));
        return OpenAiVoice.open(settings, network.opened(), meters);
    }

    @Override
    public LanguageModel model(ProviderEntry entry, Meters meters) {
        var named = entry.text("profile", entry.provider());
        if (named.equals(entry.provider()) && !stages(named).contains(Stage.THINKS)) {
            return ProviderPlugin.super.model(entry, meters);
        }
        var profile = ChatProfile.named(named);
        var model = entry.text("model", profile.model());
        var settings =
                new ChatSettings(
                        entry.provider(),
                        profile,
                        profile.url()
                                .map(url -> entry.text("url", url))
                                .orElseGet(() -> entry.neededText("url")),
                        entry.key(),
                        model,
                        entry.text(
                                "reasoning",
                                model.equals(profile.model()) ? profile.reasoning() : ""),
                        entry.yes("parallel-tools", false),
                        pool(entry, PoolSettings.DEFAULT.connect()));
        return ChatModel.open(settings, network.opened(), meters);
    }

    /// Another server of the protocol is `openai` with another `url`.
    @Override
    public Duplex duplex(ProviderEntry entry, Meters meters) {
        if (!entry.provider().equals(REALTIME)) {
            return ProviderPlugin.super.duplex(entry, meters);
        }
        var usual = RealtimeSettings.of(entry.neededKey());
        var limits = usual.limits();
        var settings =
                new RealtimeSettings(
                        entry.provider(),
                        entry.text("url", usual.url()),
                        usual.key(),
                        entry.text("model", usual.model()),
                        entry.text("voice", usual.voice()),
                        entry.text("transcription", usual.transcription()),
                        switch (entry.text("turns", "provider")) {
                            case "provider" -> TurnMaster.PROVIDER;
                            case "ours" -> TurnMaster.OURS;
                            case String other ->
                                    throw new IllegalArgumentException(
                                            "provider \""
                                                    + entry.provider()
                                                    + "\", setting \"turns\": expected provider or"
                                                    + " ours, got "
                                                    + other);
                        },
                        entry.duration("turn-silence", usual.turnSilence()),
                        entry.text("reasoning", usual.reasoning()),
                        entry.number("max-tokens", usual.maxTokens()),
                        entry.duration("longest-answer", usual.longestAnswer()),
                        new RealtimeLimits(
                                entry.duration("connect", limits.connect()),
                                entry.duration("answer", limits.answer()),
                                entry.duration("between", limits.between())));
        return RealtimeDuplex.open(settings, network.opened(), meters);
    }

    private static PoolSettings pool(ProviderEntry entry, Duration connect) {
        var pool = PoolSettings.DEFAULT;
        return new PoolSettings(
                entry.number("warm", pool.warm()),
                entry.number("connections", pool.most()),
                entry.duration("idle", pool.idle()),
                entry.duration("connect", connect));
    }

    /// The list of models, which every server of the protocol has.
    @Override
    public Optional<ProviderProbe> probe(ProviderEntry entry, Stage stage) {
        var named = entry.text("profile", entry.provider());
        return switch (stage) {
            case THINKS -> {
                var profile = ChatProfile.named(named);
                yield Optional.of(
                        models(
                                profile.url()
                                        .map(url -> entry.text("url", url))
                                        .orElseGet(() -> entry.neededText("url")),
                                profile.keyHeader(),
                                profile.keyPrefix(),
                                profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                                entry.text("model", profile.model())));
            }
            case SPEAKS ->
                    VoiceProfile.find(named)
                            .map(profile ->
                                    models(
                                            entry.text("url", profile.url()),
                                            "Authorization",
                                            "Bearer ",
                                            profile.keyNeeded()
                                                    ? Optional.of(entry.neededKey())
                                                    : entry.key(),
                                            entry.text("model", profile.model())));
            case HEARS ->
                    TranscriptionProfile.find(named)
                            .map(profile ->
                                    models(
                                            entry.text("url", profile.url()),
                                            "Authorization",
                                            "Bearer ",
                                            profile.keyNeeded()
                                                    ? Optional.of(entry.neededKey())
                                                    : entry.key(),
                                            entry.text("model", profile.model())));
            case CONVERSES ->
                    Optional.of(
                            models(
                                    entry.text("url", RealtimeSettings.URL)
                                            .replaceFirst("^ws", "http"),
                                    "Authorization",
                                    "Bearer ",
                                    Optional.of(entry.neededKey()),
                                    entry.text("model", RealtimeSettings.MODEL)));
        };
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
