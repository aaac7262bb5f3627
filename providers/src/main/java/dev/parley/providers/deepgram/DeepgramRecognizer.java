package dev.parley.providers.deepgram;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.KeyTerms;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import dev.parley.providers.net.Sockets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deepgram's recognizers: a socket for each call, opened when the call begins.
public final class DeepgramRecognizer implements Recognizer {
    private static final Logger log = LoggerFactory.getLogger(DeepgramRecognizer.class);

    /// The vendor's limits for `keyterm`.
    private static final int MAX_KEY_TERMS = 100;

    private static final int MAX_KEY_TOKENS = 500;

    private final ListenSettings settings;
    private final Sockets sockets;
    private final Meters meters;
    private final Meters.Counter dropped;
    private final Set<ListenSession> sessions = ConcurrentHashMap.newKeySet();

    private DeepgramRecognizer(ListenSettings settings, Network network, Meters meters) {
        this.settings = settings;
        this.meters = meters;
        this.dropped = meters.counter(Metric.RECOGNIZER_DROPPED, settings.name());
        this.sockets = new Sockets(network, Endpoint.of(settings.url()), settings.name(), meters);
    }

    public static DeepgramRecognizer open(ListenSettings settings, Network network, Meters meters) {
        RetiredNames.load().warnOf("deepgram", settings.model(), LocalDate.now(ZoneOffset.UTC));
        return new DeepgramRecognizer(settings, network, meters);
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
    public RecognizerCapabilities capabilities() {
        return new RecognizerCapabilities(
                true, false, settings.isFlux(), settings.isFlux(), false, true);
    }

    @Override
    public Session open(Listener listener) {
        return open(listener, Line.WIDE);
    }

    @Override
    public Session open(Listener listener, Line line) {
        var session =
                new ListenSession(
                        this,
                        settings,
                        settings.wire().orElseGet(() -> WireSound.of(line.rate())),
                        settings.takesKeyTerms()
                                ? KeyTerms.within(line.keyTerms(), MAX_KEY_TERMS, MAX_KEY_TOKENS)
                                : List.of(),
                        listener);
        sessions.add(session);
        return session;
    }

    @Override
    public void close() {
        sessions.forEach(ListenSession::abandon);
    }

    Sockets sockets() {
        return sockets;
    }

    KeyHeader key() {
        return new KeyHeader("Authorization", "Token ", settings.key());
    }

    void dropped(int samples) {
        dropped.add(samples);
    }

    void failed(ProviderFailure failure) {
        meters.counter(Metric.RECOGNIZER_FAILURES, settings.name(), failure.name()).increment();
    }

    void lost(ProviderFault fault) {
        log.atWarn()
                .addKeyValue("provider", settings.name())
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("a recognizer's connection was lost");
    }

    void left(ListenSession session) {
        sessions.remove(session);
    }
}
