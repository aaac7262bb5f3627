package dev.parley.transports.listen;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP and WebSocket server that all transports share, on one port.
///
/// Threads: `start` and `close` block and belong to the thread of `main`; everything else runs on
/// the event loop of the connection. It has a Vert.x instance of its own, so that nothing but media
/// and short page requests runs on its loops.
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /// How long a connection may neither bring nor take anything. Media sockets are judged sooner,
    /// each by its own limit.
    private static final Duration IDLE = Duration.ofSeconds(75);

    /// How long the network may confirm nothing of what was sent.
    private static final Duration UNCONFIRMED = Duration.ofSeconds(30);

    /// Small, so that a peer that does not read is noticed after seconds, not minutes.
    public static final int SEND_BUFFER_BYTES = 32_768;

    private static final long POLL_NANOS = 5_000_000;

    private final ListenSettings settings;
    private final Routes routes;
    private final Meters meters;
    private final Vertx vertx;
    private final Map<SocketRoute, AtomicInteger> waiting = new LinkedHashMap<>();
    private final AtomicInteger loopIndex = new AtomicInteger();
    private final List<MediaLoop> loops = new CopyOnWriteArrayList<>();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<Meters.Gauge> gauges = new ArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable PemKeyCertOptions tls;
    private volatile boolean draining;
    private volatile int port = -1;

    public Listener(ListenSettings settings, Routes routes, Meters meters) {
        this.settings = settings;
        this.routes = routes;
        this.meters = meters;
        this.vertx =
                Vertx.builder()
                        .with(
                                new VertxOptions()
                                        .setPreferNativeTransport(true)
                                        .setEventLoopPoolSize(settings.eventLoops())
                                        .setWorkerPoolSize(1)
                                        .setInternalBlockingPoolSize(2))
                        .build();
        for (var route : routes.sockets()) {
            waiting.put(route, new AtomicInteger());
            gauges.add(
                    meters.gauge(
                            Metric.MEDIA_SOCKETS, () -> openSockets(route), route.transport()));
        }
    }

    /// Listens, and returns the bound port. Throws [IllegalStateException] with the remedy if the
    /// port is taken or the certificate cannot be used.
    public int start() {
        tls = settings.tls().map(Tls::read).orElse(null);
        await(
                vertx.deployVerticle(
                        Instance::new, new DeploymentOptions().setInstances(settings.eventLoops())),
                PROMPTLY);
        settings.tls().ifPresent(this::watch);
        LOG.atInfo()
                .addKeyValue("host", settings.host())
                .addKeyValue("port", port)
                .addKeyValue("loops", settings.eventLoops())
                .addKeyValue("tls", settings.tls().isPresent())
                .addKeyValue("native", vertx.isNativeTransportEnabled())
                .log("media socket listens");
        return port;
    }

    /// The port bound by [#start()].
    public int port() {
        return port;
    }

    /// Sockets open now, with or without a call.
    public int openSockets() {
        return loops.stream().mapToInt(MediaLoop::openSockets).sum();
    }

    /// How late an event loop runs: the worst of the last 5 s, which admission looks at.
    public Duration lag(int loop) {
        return loops.get(loop).lag().recent();
    }

    /// Refuses new sockets from now on (503); open ones go on, and pages are still answered.
    public void drain() {
        draining = true;
    }

    /// Stops accepting, waits at most `limit` for the sockets to end by themselves, then closes the
    /// rest with code 1001.
    public void close(Duration limit) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        drain();
        awaitNoSockets(limit);
        loops.forEach(MediaLoop::stopAll);
        awaitNoSockets(CLOSING);
        await(vertx.close(), PROMPTLY);
        gauges.forEach(Meters.Gauge::close);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private int openSockets(SocketRoute route) {
        return loops.stream().mapToInt(loop -> loop.openSockets(route)).sum();
    }

    private HttpServerOptions serverOptions() {
        int largest =
                routes.sockets().stream()
                        .mapToInt(route -> route.limits().maxMessageBytes())
                        .max()
                        .orElse(1024);
        var options =
                new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setMaxWebSocketFrameSize(largest)
                        .setMaxWebSocketMessageSize(largest)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setWebSocketClosingTimeout((int) CLOSING.toSeconds())
                        .setIdleTimeout((int) IDLE.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setSendBufferSize(SEND_BUFFER_BYTES)
                        .setTcpUserTimeout((int) UNCONFIRMED.toMillis());
        if (tls != null) {
            options.setSsl(true).setKeyCertOptions(tls);
        }
        return options;
    }

    /// Serves a new certificate from the next connection on; open ones keep the old.
    private void watch(ListenSettings.TlsFiles files) {
        var watch = new TlsWatch(files);
        vertx.setPeriodic(
                files.look().toMillis(),
                _ ->
                        vertx.executeBlocking(watch::look)
                                .onSuccess(found -> found.ifPresent(this::serve)));
    }

    private void serve(PemKeyCertOptions pair) {
        for (var server : servers) {
            server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pair))
                    .onSuccess(_ -> LOG.atInfo().log("new certificate is served"))
                    .onFailure(failure ->
                            LOG.atWarn()
                                    .addKeyValue("reason", failure.getMessage())
                                    .log("new certificate cannot be served"));
        }
    }

    /// Where to listen: all instances share one port, a free one too.
    private SocketAddress address() {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(1, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }

    private void handshake(ServerWebSocketHandshake handshake, MediaLoop loop, List<Way> ways) {
        var knock = Knock.of(handshake);
        List<Candidate> open = new ArrayList<>();
        int status = 404;
        String reason = "path";
        String transport = "none";
        for (var way : ways) {
            if (!way.route().isAt(knock.path())) {
                continue;
            }
            transport = way.route().transport();
            switch (verdict(way, knock)) {
                case SocketDoor.Verdict.Welcome(var entry) -> open.add(new Candidate(way, entry));
                case SocketDoor.Verdict.Returning(var entry) -> open.add(new Candidate(way, entry));
                case SocketDoor.Verdict.Refused(int its, String why) -> {
                    status = its;
                    reason = why;
                }
                case SocketDoor.Verdict.Banned(int its, String why) -> {
                    refuse(handshake, transport, its, why);
                    return;
                }
            }
        }
        if (open.isEmpty()) {
            refuse(handshake, transport, status, reason);
        } else {
            accept(handshake, loop, open);
        }
    }

    /// What the transport says, after what the state of the server says.
    private SocketDoor.Verdict verdict(Way way, Knock knock) {
        var verdict = way.door().judge(knock);
        if (!(verdict instanceof SocketDoor.Verdict.Welcome)) {
            return verdict;
        }
        if (draining) {
            return new SocketDoor.Verdict.Refused(503, "draining");
        }
        if (way.isCrowded()) {
            return new SocketDoor.Verdict.Refused(503, "crowded");
        }
        return verdict;
    }

    private static void accept(
            ServerWebSocketHandshake handshake, MediaLoop loop, List<Candidate> open) {
        // Until its first message a socket counts with the last transport, which judges silence.
        var last = open.getLast();
        var waiting = last.way().waiting();
        waiting.incrementAndGet();
        handshake
                .accept()
                .onFailure(_ -> waiting.decrementAndGet())
                .onSuccess(socket -> {
                    if (open.size() == 1) {
                        var session = last.entry().open(socket);
                        loop.open(socket, session, last.way()::route, waiting::decrementAndGet);
                    } else {
                        var session = new FirstMessage(socket, open);
                        loop.open(socket, session, session::route, waiting::decrementAndGet);
                    }
                });
    }

    private void refuse(
            ServerWebSocketHandshake handshake, String transport, int status, String reason) {
        meters.counter(Metric.MEDIA_SOCKETS_REFUSED, transport, reason).increment();
        handshake.reject(status);
    }

    private void request(HttpServerRequest request) {
        var path = request.path();
        var own = path == null ? null : routes.requests().get(path);
        if (own != null) {
            own.handle(request);
        } else if (path != null && routes.hasSocketsAt(path)) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end("expected a WebSocket at this path");
        } else {
            routes.pages().handle(request);
        }
    }

    /// One server instance on one event loop.
    private final class Instance implements Deployable {
        @Override
        public Future<?> deploy(Context context) {
            var loop = new MediaLoop(vertx, context, loopIndex.getAndIncrement(), meters);
            loops.add(loop);
            var ways =
                    waiting.entrySet().stream()
                            .map(entry ->
                                    new Way(
                                            entry.getKey(),
                                            entry.getKey().onLoop(loop),
                                            entry.getValue()))
                            .toList();
            var server = vertx.createHttpServer(serverOptions());
            servers.add(server);
            return server.requestHandler(Listener.this::request)
                    .webSocketHandshakeHandler(handshake -> handshake(handshake, loop, ways))
                    .listen(address())
                    .onSuccess(listening -> port = listening.actualPort());
        }

        @Override
        public Future<?> undeploy(Context context) {
            return Future.succeededFuture();
        }
    }

    private void awaitNoSockets(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (openSockets() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private <T> void await(Future<T> future, Duration limit) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw failure(cause == null ? failed : cause);
        } catch (TimeoutException _) {
            throw new IllegalStateException(
                    "media socket: expected an answer of the network within " + limit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private IllegalStateException failure(Throwable cause) {
        return new IllegalStateException(
                "media socket: cannot listen on %s port %d: %s; stop the program that holds the port or choose another port"
                        .formatted(settings.host(), settings.port(), cause.getMessage()),
                cause);
    }
}
