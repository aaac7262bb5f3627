package dev.parley.providers.openai;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Connections;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import dev.parley.providers.net.SentenceDesk;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A voice behind `/v1/audio/speech`: a request for each sentence, on connections opened ahead, its
/// sound handed over as it comes. Cancelling closes the connection.
public final class OpenAiVoice implements Synthesizer {
    private final OpenAiVoiceSettings settings;
    private final Connections connections;
    private final SentenceDesk desk;

    private OpenAiVoice(OpenAiVoiceSettings settings, Network network, Meters meters) {
        this.settings = settings;
        var loop = network.loop();
        this.connections =
                new Connections(
                        loop,
                        Endpoint.of(settings.url()),
                        settings.pool(),
                        settings.name(),
                        meters);
        this.desk =
                new SentenceDesk(
                        settings.name(),
                        loop,
                        settings.limits(),
                        settings.parallel(),
                        new VoiceRequests(settings, connections),
                        meters);
    }

    /// Opens connections ahead and returns at once; warns if the model's end is announced.
    public static OpenAiVoice open(OpenAiVoiceSettings settings, Network network, Meters meters) {
        if (settings.name().equals(VoiceProfile.OPENAI.name())) {
            RetiredNames.load().warnOf("openai", settings.model(), LocalDate.now(ZoneOffset.UTC));
        }
        return new OpenAiVoice(settings, network, meters);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String model() {
        return settings.model();
    }

    @Override
    public int rate() {
        return settings.format().rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return new SynthesizerCapabilities(
                false, settings.parallel(), Endpoint.of(settings.url()).isLocal());
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return desk.speak(text, settings.format(), listener);
    }

    @Override
    public void close() {
        desk.close();
        connections.close();
    }
}
