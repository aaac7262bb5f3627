package dev.parley.providers.deepgram;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.meter.Meters;
import dev.parley.providers.net.LineFormats;
import dev.parley.providers.net.OwnNetwork;
import dev.parley.providers.net.SpeechLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens Deepgram's clients from settings.
public final class DeepgramPlugin implements ProviderPlugin {
    private final OwnNetwork network = new OwnNetwork(2);

    @Override
    public Set<String> names() {
        return Set.of("deepgram");
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.HEARS, Stage.SPEAKS);
    }

    @Override
    public Recognizer recognizer(ProviderEntry entry, Meters meters) {
        var usual =
                ListenSettings.of(
                        entry.neededKey(),
                        entry.text("model", "nova-3"),
                        entry.text("language", "en"));
        var settings =
                new ListenSettings(
                        entry.provider(),
                        entry.text("url", ListenSettings.URL),
                        usual.key(),
                        usual.model(),
                        usual.language(),
                        entry.duration("connect", usual.connect()),
                        entry.duration("settle", usual.settle()),
                        entry.duration("answer", usual.answer()),
                        entry.duration("keep-alive", usual.keepAlive()),
                        entry.share("end-of-turn", usual.endOfTurn()),
                        entry.share("eager-end-of-turn", usual.eagerEndOfTurn()),
                        entry.yes("force-end-turn", usual.forceEndTurn()),
                        entry.duration("piece", usual.piece()),
                        wire(entry.text("format", "auto")));
        return DeepgramRecognizer.open(settings, network.opened(), meters);
    }

    private static Optional<WireSound> wire(String format) {
        return switch (format) {
            case "auto" -> Optional.empty();
            case "mulaw-8k" -> Optional.of(WireSound.TELEPHONE);
            case "pcm-16k" -> Optional.of(WireSound.LINEAR);
            default ->
                    throw new IllegalArgumentException(
                            "expected auto, mulaw-8k or pcm-16k, got \"" + format + "\"");
        };
    }

    @Override
    public Synthesizer voice(ProviderEntry entry, Meters meters) {
        var usual = AuraSettings.of(entry.neededKey(), entry.text("model", AuraSettings.MODEL));
        var settings =
                new AuraSettings(
                        entry.provider(),
                        entry.text("url", AuraSettings.URL),
                        usual.key(),
                        usual.model(),
                        LineFormats.named(entry.text("format", "auto")),
                        new SpeechLimits(
                                entry.duration("connect", usual.limits().connect()),
                                entry.duration("first-sound", usual.limits().firstSound()),
                                entry.duration("between-sounds", usual.limits().betweenSounds())),
                        entry.number("parallel", usual.parallel()),
                        entry.number("warm", usual.warm()),
                        entry.number("flushes", usual.flushes()),
                        entry.number("max-text", usual.maxText()),
                        entry.duration("cleared", usual.cleared()));
        return AuraVoice.open(settings, network.opened(), meters);
    }

    @Override
    public Optional<ProviderProbe> probe(ProviderEntry entry, Stage stage) {
        boolean hears = stage == Stage.HEARS;
        var model = entry.text("model", hears ? "nova-3" : AuraSettings.MODEL);
        var path = hears ? model.startsWith("flux") ? "/v2/listen" : "/v1/listen" : "/v1/speak";
        return Optional.of(
                new ProviderProbe(
                        URI.create(
                                entry.text("url", hears ? ListenSettings.URL : AuraSettings.URL)
                                        + path
                                        + "?model="
                                        + URLEncoder.encode(model, StandardCharsets.UTF_8)
                                        + "&encoding=linear16&sample_rate="
                                        + (hears ? 16_000 : 24_000)),
                        Map.of("Authorization", Secret.of("Token " + entry.neededKey().reveal())),
                        model));
    }

    @Override
    public void close() {
        network.close();
    }
}
