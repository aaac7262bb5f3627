package dev.parley.app.server;

import dev.parley.app.ops.OpsServer;
import dev.parley.app.ops.PortTaken;
import dev.parley.app.ops.Readiness;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.app.team.Teams;
import dev.parley.app.tls.SelfSigned;
import dev.parley.app.web.Calls;
import dev.parley.app.web.SoundSource;
import dev.parley.app.web.StoredCalls;
import dev.parley.app.web.StoredSounds;
import dev.parley.app.web.WebPages;
import dev.parley.call.CallSite;
import dev.parley.call.Switchboard;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.cost.Costs;
import dev.parley.call.journal.ConversationContent;
import dev.parley.call.media.IdleRendering;
import dev.parley.call.media.PacingWheels;
import dev.parley.call.media.Recordings;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.JudgeQueue;
import dev.parley.compliance.SignedToken;
import dev.parley.dialog.Agent;
import dev.parley.dialog.NearestName;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.observe.PrometheusMeters;
import dev.parley.providers.chain.ProviderHealth;
import dev.parley.transports.browser.BrowserTransport;
import dev.parley.transports.listen.ListenSettings;
import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Routes;
import dev.parley.transports.listen.SocketRoute;
import dev.parley.transports.listen.UnusableTls;
import dev.parley.transports.twilio.TwilioSettings;
import dev.parley.transports.twilio.TwilioTransport;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: parts opened in order, closed in the reverse order whatever happens. `start`
/// and `stop` block and belong to one thread.
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final int TOOL_THREADS = 16;
    private static final int MEDIA_LOOPS = 1;

    private final Settings settings;
    private final UnaryOperator<CallStore> between;
    private final PrometheusMeters meters = new PrometheusMeters();
    private final Readiness readiness = new Readiness();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile String starting = "starting";
    private final SignedToken tokens;
    private @Nullable Switchboard switchboard;
    private volatile @Nullable Listener media;
    private @Nullable Storage storage;
    private int opsPort;
    private volatile Supplier<List<ProviderHealth>> providers = List::of;

    private Server(Settings settings, UnaryOperator<CallStore> between) {
        this.settings = settings;
        this.between = between;
        this.tokens =
                settings.browser()
                        .tokenKey()
                        .map(key -> SignedToken.withKey(key, Clock.systemUTC()))
                        .orElseGet(() -> SignedToken.withRandomKey(Clock.systemUTC()));
    }

    /// Starts everything; returns when the server takes calls. On failure nothing stays open.
    ///
    /// @throws StartRefused with the exact reason and the remedy
    /// @throws PortTaken if a listener cannot be bound
    public static Server start(Settings settings) throws InterruptedException {
        return start(settings, store -> store);
    }

    /// Starts everything, with something between the calls and their store.
    public static Server start(Settings settings, UnaryOperator<CallStore> between)
            throws InterruptedException {
        var server = new Server(settings, between);
        try {
            server.open();
            return server;
        } catch (RuntimeException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private void open() throws InterruptedException {
        keep(meters);
        readiness.add("start", () -> Optional.of(starting).filter(state -> !state.isEmpty()));
        var ops = keep(new OpsServer(readiness, meters, this::activeCalls, this::providers));
        opsPort = ops.start(settings.server().opsHost(), settings.server().opsPort());

        var costs =
                new Costs(
                        settings.costs().prices(),
                        settings.costs().budgets(),
                        meters,
                        Clock.systemUTC());
        boolean scripted = settings.speech().engines() == SpeechSettings.Engines.SCRIPTED;
        List<Agent> agents = new ArrayList<>();
        CallStore store = CallStore.NONE;
        Engines engines;
        @Nullable LanguageModel model = null;
        if (scripted) {
            starting = "opening the scripted engines";
            engines = keep(Engines.scripted(settings.speech()));
            agents.add(new ToneAgent());
        } else {
            var local =
                    keep(
                            new Meanwhile<>(
                                    "start-speech",
                                    () -> SpeechEngines.open(settings, meters, costs),
                                    SpeechEngines::close));
            starting = "opening the database";
            storage = keep(Storage.open(settings, meters, Teams.plugins()));
            readiness.add("database", storage::trouble);
            readiness.add("call records", storage::recordsTrouble);
            store = storage.callStore();
            costs.resume(storage.spentToday(Clock.systemUTC()));
            agents.addAll(storage.agents());
            requireAgents(agents);
            var removal = storage.removal(settings, RecordKeys.recordings(settings), meters);
            keep(new DailyRemoval(() -> removal.run(false)));
            starting = "warming the speech engines";
            var speech = local.await();
            engines = speech.checkedFor(agents);
            model = speech.model();
            providers = speech::health;
        }

        @Nullable JudgeQueue judge = null;
        if (settings.turnModel() != null) {
            starting = "opening the model of turns";
            judge = keep(TurnModel.open(settings.turnModel(), settings.turns(), meters));
        }

        starting = "rendering the first sentences";
        var phrases = Phrases.english();
        // A provider is paid for what it says, and may be away at the start.
        boolean isLocalVoice = settings.speech().speaks().isEmpty();
        var first = FixedTexts.first(agents);
        var fixed = engines.render(isLocalVoice ? first : List.of());
        var wheels = keep(new PacingWheels(MEDIA_LOOPS, meters));
        var recordings = settings.recordings().enabled() ? RecordKeys.recordings(settings) : null;
        var board =
                keep(
                        new Switchboard(
                                new CallSite(
                                        agents.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Agent::name, agent -> agent)),
                                        scripted ? ToneAgent.NAME : settings.agent(),
                                        engines.recognizer(),
                                        engines.voice(),
                                        fixed,
                                        judge,
                                        engines.sparing(
                                                settings.speech().vad(),
                                                this::mediaLag,
                                                this::activeCalls,
                                                meters),
                                        between.apply(store),
                                        meters,
                                        wheels::mine,
                                        recordings,
                                        settings.echoGuard(),
                                        model,
                                        new ConversationContent(settings.turns(), phrases),
                                        settings.server().maxCalls(),
                                        TOOL_THREADS,
                                        Clock.systemUTC(),
                                        settings.hash(),
                                        costs)));
        switchboard = board;
        keep(
                new IdleRendering(
                        fixed,
                        isLocalVoice ? FixedTexts.of(agents, phrases) : first,
                        engines.keptVoice(),
                        () -> board.activeCalls() == 0));
        readiness.add(
                "calls", () -> board.isDraining() ? Optional.of("stopping") : Optional.empty());

        starting = "opening the media socket";
        media = listen(board, pages(agents, recordings));
        starting = "";
        log.atInfo()
                .addKeyValue("media", mediaUrl())
                .addKeyValue("ops", opsUrl())
                .addKeyValue("engines", settings.speech().engines())
                .log("ready");
    }

    /// That calls find whom they ask for, and nobody is asked who cannot answer.
    private void requireAgents(List<Agent> agents) {
        var names = new LinkedHashSet<String>();
        for (var agent : agents) {
            if (!names.add(agent.name())) {
                throw new StartRefused(
                        "setting \"teams\": two agents are called \"%s\"; rename one"
                                .formatted(agent.name()));
            }
            if (agent.needsModel() && settings.speech().thinks().isEmpty()) {
                throw new StartRefused(
                        "agent \"%s\" cannot hold a call without a language model; set \"speech.thinks.provider\" (docs/settings.md), or give each of its agents without a flow a \"stand-in\""
                                .formatted(agent.name()));
            }
        }
        if (!names.contains(settings.agent())) {
            throw new StartRefused(
                    "setting \"agent\": unknown agent \"%s\"%s"
                            .formatted(
                                    settings.agent(),
                                    NearestName.hint(
                                            settings.agent(),
                                            names,
                                            "; expected one of " + String.join(", ", names))));
        }
    }

    private Listener listen(Switchboard board, WebPages pages) {
        var server = settings.server();
        List<SocketRoute> sockets = new ArrayList<>();
        Map<String, Handler<HttpServerRequest>> requests = new HashMap<>();
        sockets.add(new TwilioTransport(TwilioSettings.defaults(), board, meters));
        if (settings.browser().enabled()) {
            var browser =
                    new BrowserTransport(
                            settings.browser().socket(), board, tokens, Clock.systemUTC(), meters);
            sockets.add(browser);
            requests.putAll(browser.requests());
        }
        var listener =
                keep(
                        new Listener(
                                new ListenSettings(
                                        server.host(), server.port(), MEDIA_LOOPS, tlsFiles()),
                                new Routes(sockets, requests, pages),
                                meters));
        try {
            listener.start();
        } catch (UnusableTls e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        } catch (IllegalStateException e) {
            throw new PortTaken("calls", server.host(), server.port(), "server.port (--port)", e);
        }
        return listener;
    }

    /// The talk page, and the records of ended calls for those who held them.
    private WebPages pages(List<Agent> agents, @Nullable Recordings recordings) {
        return new WebPages(
                storage == null ? Calls.NONE : new StoredCalls(storage.calls(), agents, tokens),
                recordings == null ? SoundSource.NONE : new StoredSounds(recordings),
                meters);
    }

    /// Certificate and key as set, or made on request.
    private Optional<ListenSettings.TlsFiles> tlsFiles() {
        var tls = settings.server().tls();
        if (tls.selfSigned()) {
            var made =
                    new SelfSigned(
                            PrivateFolder.at(settings.data().resolve("tls")), Clock.systemUTC());
            try {
                made.provide();
            } catch (UncheckedIOException e) {
                throw new StartRefused(String.valueOf(e.getMessage()), e);
            }
            return Optional.of(new ListenSettings.TlsFiles(made.certificate(), made.key()));
        }
        return tls.certificate()
                .flatMap(certificate ->
                        tls.key().map(key -> new ListenSettings.TlsFiles(certificate, key)));
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    /// Where a carrier opens its media socket.
    public String mediaUrl() {
        return (settings.server().tls().enabled() ? "wss://" : "ws://")
                + settings.server().host()
                + ":"
                + (media == null ? 0 : media.port())
                + "/api/v1/voice/media-stream";
    }

    /// Where health and metrics are.
    public String opsUrl() {
        return "http://" + settings.server().opsHost() + ":" + opsPort;
    }

    /// The records of this server; empty with scripted engines.
    public Optional<Storage> storage() {
        return Optional.ofNullable(storage);
    }

    /// How late the media loops run; the worst of them.
    private Duration mediaLag() {
        var listener = media;
        var worst = Duration.ZERO;
        for (int loop = 0; listener != null && loop < MEDIA_LOOPS; loop++) {
            var lag = listener.lag(loop);
            worst = lag.compareTo(worst) > 0 ? lag : worst;
        }
        return worst;
    }

    private List<ProviderHealth> providers() {
        return providers.get();
    }

    private int activeCalls() {
        return switchboard == null ? 0 : switchboard.activeCalls();
    }

    /// Takes no more calls, lets those in progress finish within `limit`, then closes everything.
    public void stop(Duration limit) throws InterruptedException {
        if (switchboard != null) {
            log.atInfo().addKeyValue("calls", activeCalls()).log("draining");
            if (media != null) {
                media.drain();
            }
            boolean orderly = switchboard.drain(limit);
            log.atInfo().addKeyValue("every call finished", orderly).log("drained");
        }
        close();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            var part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The border of the process: the other parts must still be closed.
                log.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("not closed");
            }
        }
    }
}
