package dev.parley.providers.deepgram;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import dev.parley.providers.net.SentenceDesk;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Deepgram's Aura: one sentence at a time on each of a few sockets, opened ahead and used again.
public final class AuraVoice implements Synthesizer {
    private final AuraSettings settings;
    private final AuraSockets sockets;
    private final SentenceDesk desk;

    private AuraVoice(AuraSettings settings, Network network, Meters meters) {
        this.settings = settings;
        Loop loop = network.loop();
        this.sockets = new AuraSockets(settings, network, loop, meters);
        this.desk =
                new SentenceDesk(
                        settings.name(),
                        loop,
                        settings.format(),
                        settings.limits(),
                        settings.parallel(),
                        sockets,
                        meters);
    }

    public static AuraVoice open(AuraSettings settings, Network network, Meters meters) {
        RetiredNames.load().warnOf("deepgram", settings.model(), LocalDate.now(ZoneOffset.UTC));
        return new AuraVoice(settings, network, meters);
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
        return new SynthesizerCapabilities(false, settings.parallel(), false);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return desk.speak(text, listener);
    }

    @Override
    public void close() {
        desk.close();
        sockets.close();
    }
}
