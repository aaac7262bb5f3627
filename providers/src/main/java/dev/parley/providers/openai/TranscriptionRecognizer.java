package dev.parley.providers.openai;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.providers.net.Connections;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.Exchange;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.KeyTerms;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A recognizer behind `/v1/audio/transcriptions`: the sound of an utterance is kept while the
/// caller speaks and sent as one file when it is over. What the server tells while it hears comes
/// as partial words; so they come late, and the words a network's way after the end of the turn.
public final class TranscriptionRecognizer implements Recognizer {
    private static final Logger log = LoggerFactory.getLogger(TranscriptionRecognizer.class);

    /// Whisper reads the last 224 tokens of a prompt.
    private static final int MAX_PROMPT_TOKENS = 200;

    private final TranscriptionSettings settings;
    private final Loop loop;
    private final Connections connections;
    private final String path;
    private final List<KeyHeader> keys;
    private final Meters meters;
    private final Meters.Counter dropped;
    private final Meters.Timer finalTime;
    private final Set<TranscriptionSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private TranscriptionRecognizer(
            TranscriptionSettings settings, Network network, Meters meters) {
        var endpoint = Endpoint.of(settings.url());
        this.settings = settings;
        this.loop = network.loop();
        this.connections =
                new Connections(loop, endpoint, settings.pool(), settings.name(), meters);
        this.path = endpoint.at(settings.path(), "");
        this.keys = settings.key().map(KeyHeader::bearer).stream().toList();
        this.meters = meters;
        this.dropped = meters.counter(Metric.RECOGNIZER_DROPPED, settings.name());
        this.finalTime = meters.timer(Metric.RECOGNIZER_FINAL, settings.name());
    }

    /// Opens connections ahead and returns at once; warns if the model's end is announced.
    public static TranscriptionRecognizer open(
            TranscriptionSettings settings, Network network, Meters meters) {
        if (settings.name().equals(TranscriptionProfile.OPENAI.name())) {
            RetiredNames.load().warnOf("openai", settings.model(), LocalDate.now(ZoneOffset.UTC));
        }
        return new TranscriptionRecognizer(settings, network, meters);
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
                false, false, false, false, Endpoint.of(settings.url()).isLocal(), false);
    }

    @Override
    public Session open(Listener listener) {
        return open(listener, Line.WIDE);
    }

    @Override
    public Session open(Listener listener, Line line) {
        var terms =
                String.join(
                        ", ",
                        KeyTerms.within(line.keyTerms(), MAX_PROMPT_TOKENS, MAX_PROMPT_TOKENS));
        var session =
                new TranscriptionSession(
                        this,
                        settings.prompt().isEmpty() ? settings.prompted(terms) : settings,
                        listener);
        sessions.add(session);
        return session;
    }

    @Override
    public void close() {
        isClosed = true;
        sessions.forEach(TranscriptionSession::abandon);
        connections.close();
    }

    // For the sessions.

    boolean isClosed() {
        return isClosed;
    }

    Loop loop() {
        return loop;
    }

    Exchange send(MultipartForm form, Exchange.Listener listener) {
        return Exchange.open(
                connections,
                new Exchange.Post(
                        path,
                        form.contentType(),
                        settings.streams()
                                ? "text/event-stream, application/json"
                                : "application/json",
                        keys,
                        form.body()),
                settings.connect(),
                listener);
    }

    void dropped(int samples) {
        dropped.add(samples);
    }

    void answered(Duration after) {
        finalTime.record(after);
    }

    void failed(ProviderFault fault) {
        meters.counter(Metric.RECOGNIZER_FAILURES, settings.name(), fault.kind().name())
                .increment();
        if (fault.kind() != ProviderFailure.CLOSED) {
            log.atWarn()
                    .addKeyValue("provider", settings.name())
                    .addKeyValue("kind", fault.kind())
                    .addKeyValue("reason", fault.message())
                    .log("an utterance could not be transcribed");
        }
    }

    void left(TranscriptionSession session) {
        sessions.remove(session);
    }
}
