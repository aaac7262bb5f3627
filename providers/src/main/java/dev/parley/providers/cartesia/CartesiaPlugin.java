package dev.parley.providers.cartesia;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import dev.parley.providers.net.LineFormats;
import dev.parley.providers.net.OwnNetwork;
import dev.parley.providers.net.SpeechLimits;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens Cartesia's voice from settings.
public final class CartesiaPlugin implements ProviderPlugin {
    private final OwnNetwork network = new OwnNetwork(1);

    @Override
    public Set<String> names() {
        return Set.of("cartesia");
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.SPEAKS);
    }

    @Override
    public Synthesizer voice(ProviderEntry entry, Meters meters) {
        var usual = SpeechLimits.DEFAULT;
        var settings =
                new SonicSettings(
                        entry.provider(),
                        entry.text("url", SonicSettings.URL),
                        entry.neededKey(),
                        entry.text("version", SonicSettings.VERSION),
                        entry.text("model", SonicSettings.MODEL),
                        entry.neededText("voice"),
                        entry.text("language", "en"),
                        LineFormats.named(entry.text("format", "auto")),
                        new SpeechLimits(
                                entry.duration("connect", usual.connect()),
                                entry.duration("first-sound", usual.firstSound()),
                                entry.duration("between-sounds", usual.betweenSounds())),
                        entry.number("parallel", 15),
                        entry.number("buffer-millis", 0));
        return SonicVoice.open(settings, network.opened(), meters);
    }

    @Override
    public Optional<ProviderProbe> probe(ProviderEntry entry, Stage stage) {
        return Optional.of(
                new ProviderProbe(
                        URI.create(
                                entry.text("url", SonicSettings.URL)
                                        + "/tts/websocket?cartesia_version="
                                        + entry.text("version", SonicSettings.VERSION)),
                        Map.of("X-API-Key", entry.neededKey()),
                        entry.text("model", SonicSettings.MODEL)));
    }

    @Override
    public void close() {
        network.close();
    }
}
