package dev.parley.providers.cartesia;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.meter.Meters;
import dev.parley.providers.net.FormattedVoice;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import dev.parley.providers.net.SentenceDesk;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Cartesia's Sonic: all sentences over one socket, opened ahead, each a context of its own.
public final class SonicVoice implements Synthesizer {
    private final SonicSettings settings;
    private final SonicSocket socket;
    private final SentenceDesk desk;

    private SonicVoice(SonicSettings settings, Network network, Meters meters) {
        this.settings = settings;
        Loop loop = network.loop();
        this.socket = new SonicSocket(settings, network, loop, meters);
        this.desk =
                new SentenceDesk(
                        settings.name(),
                        loop,
                        settings.limits(),
                        settings.parallel(),
                        socket,
                        meters);
    }

    public static SonicVoice open(SonicSettings settings, Network network, Meters meters) {
        RetiredNames.load().warnOf("cartesia", settings.model(), LocalDate.now(ZoneOffset.UTC));
        return new SonicVoice(settings, network, meters);
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
        return settings.formats().wide().rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return new SynthesizerCapabilities(true, settings.parallel(), false);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return desk.speak(text, settings.formats().wide(), listener);
    }

    @Override
    public Synthesizer forLine(int rate) {
        var format = settings.formats().of(rate);
        return format == settings.formats().wide() ? this : new FormattedVoice(this, desk, format);
    }

    @Override
    public void close() {
        desk.close();
        socket.close();
    }
}
