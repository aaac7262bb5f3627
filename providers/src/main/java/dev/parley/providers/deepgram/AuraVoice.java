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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Deepgram's Aura: one sentence at a time on each of a few sockets, opened ahead and used again.
public final class AuraVoice implements Synthesizer {
    private final AuraSettings settings;
    private final Network network;
    private final Meters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AuraVoice telephone;
    private boolean isClosed;
    private final AuraSockets sockets;
    private final SentenceDesk desk;

    private AuraVoice(AuraSettings settings, Network network, Meters meters) {
        this.settings = settings;
        this.network = network;
        this.meters = meters;
        Loop loop = network.loop();
        this.sockets = new AuraSockets(settings, network, loop, meters);
        this.desk =
                new SentenceDesk(
                        settings.name(),
                        loop,
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
        return settings.formats().wide().rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return new SynthesizerCapabilities(false, settings.parallel(), false);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return desk.speak(text, settings.formats().wide(), listener);
    }

    /// A socket speaks in one form, so there are others for telephones, opened for the first.
    @Override
    public Synthesizer forLine(int rate) {
        var format = settings.formats().of(rate);
        if (format == settings.formats().wide()) {
            return this;
        }
        lock.lock();
        try {
            if (isClosed) {
                return this;
            }
            if (telephone == null) {
                telephone = new AuraVoice(settings.as(format), network, meters);
            }
            return telephone;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            if (telephone != null) {
                telephone.close();
            }
        } finally {
            lock.unlock();
        }
        desk.close();
        sockets.close();
    }
}
