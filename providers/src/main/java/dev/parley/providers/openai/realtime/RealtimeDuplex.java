package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexCapabilities;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.Truncation;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import dev.parley.providers.net.Sockets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// OpenAI's Realtime models: a socket for each call, opened when the call begins.
public final class RealtimeDuplex implements Duplex {
    private static final Logger log = LoggerFactory.getLogger(RealtimeDuplex.class);
    private static final String STAGE = "converses";
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(60);

    /// Telephones' own, and the one linear format there is.
    private static final Set<Codec> CODECS = Set.of(Codec.MULAW_8K, Codec.ALAW_8K, Codec.PCM_24K);

    private final RealtimeSettings settings;
    private final Sockets sockets;
    private final String path;
    private final Meters meters;
    private final Meters.Counter dropped;
    private final Meters.Timer first;
    private final Set<RealtimeSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private RealtimeDuplex(RealtimeSettings settings, Network network, Meters meters) {
        var endpoint = Endpoint.of(settings.url());
        this.settings = settings;
        this.meters = meters;
        this.sockets = new Sockets(network, endpoint, settings.name(), meters);
        this.path =
                endpoint.at(
                        "/realtime",
                        "model=" + URLEncoder.encode(settings.model(), StandardCharsets.UTF_8));
        this.dropped = meters.counter(Metric.QUEUE_DROPS, "duplex-sound");
        this.first = meters.timer(Metric.PROVIDER_FIRST, settings.name(), STAGE);
    }

    public static RealtimeDuplex open(RealtimeSettings settings, Network network, Meters meters) {
        RetiredNames.load().warnOf("openai", settings.model(), LocalDate.now(ZoneOffset.UTC));
        return new RealtimeDuplex(settings, network, meters);
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
    public DuplexCapabilities capabilities() {
        return new DuplexCapabilities(
                settings.turns(),
                Truncation.BY_TIME,
                CODECS,
                CODECS,
                !settings.transcription().isEmpty(),
                false,
                true,
                true,
                LONGEST_SESSION);
    }

    @Override
    public Session open(Opening opening, Listener listener) {
        if (!CODECS.contains(opening.hears()) || !CODECS.contains(opening.speaks())) {
            throw new IllegalArgumentException(
                    "provider \""
                            + settings.name()
                            + "\": expected wire formats of "
                            + CODECS
                            + ", got "
                            + opening.hears()
                            + " and "
                            + opening.speaks());
        }
        var session = new RealtimeSession(this, settings, opening, listener);
        sessions.add(session);
        session.open();
        if (isClosed) {
            session.abandon();
        }
        return session;
    }

    @Override
    public void close() {
        isClosed = true;
        sessions.forEach(RealtimeSession::abandon);
    }

    // For the sessions.

    Sockets sockets() {
        return sockets;
    }

    String path() {
        return path;
    }

    void dropped(int pieces) {
        dropped.add(pieces);
    }

    void began(Duration after) {
        first.record(after);
    }

    void failed(ProviderFault fault) {
        meters.counter(Metric.PROVIDER_FAILURES, settings.name(), STAGE, fault.kind().label())
                .increment();
    }

    void trouble(ProviderFault fault) {
        log.atWarn()
                .addKeyValue("provider", settings.name())
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("a speech-to-speech provider refused a request");
    }

    void lost(ProviderFault fault) {
        failed(fault);
        if (fault.kind() != ProviderFailure.CLOSED) {
            log.atWarn()
                    .addKeyValue("provider", settings.name())
                    .addKeyValue("kind", fault.kind())
                    .addKeyValue("reason", fault.message())
                    .log("a speech-to-speech session was lost");
        }
    }

    void left(RealtimeSession session) {
        sessions.remove(session);
    }
}
