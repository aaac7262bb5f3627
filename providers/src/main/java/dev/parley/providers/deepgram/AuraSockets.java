package dev.parley.providers.deepgram;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.Reopening;
import dev.parley.providers.net.SentenceDesk;
import dev.parley.providers.net.Sockets;
import dev.parley.providers.net.SpokenSentence;
import java.util.ArrayList;
import java.util.List;

/// The sockets of Aura. Confined to its loop.
final class AuraSockets implements SentenceDesk.Vendor, AutoCloseable {
    private final AuraSettings settings;
    private final Loop loop;
    private final Sockets sockets;
    private final Reopening reopening;
    private final List<AuraSocket> open = new ArrayList<>();
    private boolean isClosed;

    AuraSockets(AuraSettings settings, Network network, Loop loop, Meters meters) {
        this.settings = settings;
        this.loop = loop;
        this.sockets = new Sockets(network, Endpoint.of(settings.url()), settings.name(), meters);
        this.reopening = new Reopening(loop, this::warm);
        boolean _ = loop.run(this::warm);
    }

    private void warm() {
        while (!isClosed && open.size() < settings.warm()) {
            open.add(new AuraSocket(this, settings, loop, sockets, key()));
        }
    }

    private KeyHeader key() {
        return new KeyHeader("Authorization", "Token ", settings.key());
    }

    @Override
    public void start(SpokenSentence sentence) {
        for (var socket : open) {
            if (socket.isFree()) {
                socket.speak(sentence);
                return;
            }
        }
        dropExhausted();
        if (open.size() >= 2 * settings.parallel()) {
            sentence.fail(
                    new ProviderFault(ProviderFailure.OVERLOADED, "all sockets are being cleared"));
            return;
        }
        var fresh = new AuraSocket(this, settings, loop, sockets, key());
        open.add(fresh);
        fresh.speak(sentence);
    }

    /// Those that wait only because they may not flush again this minute.
    private void dropExhausted() {
        for (var socket : List.copyOf(open)) {
            if (socket.isIdle()) {
                open.remove(socket);
                socket.close();
            }
        }
    }

    @Override
    public void stop(SpokenSentence sentence) {
        for (var socket : List.copyOf(open)) {
            socket.stop(sentence);
        }
    }

    void opened() {
        reopening.opened();
    }

    void lost(AuraSocket socket) {
        open.remove(socket);
        if (!isClosed && open.size() < settings.warm()) {
            reopening.lost();
        }
    }

    /// Any thread.
    @Override
    public void close() {
        boolean _ =
                loop.run(() -> {
                    isClosed = true;
                    reopening.close();
                    open.forEach(AuraSocket::close);
                    open.clear();
                });
    }
}
