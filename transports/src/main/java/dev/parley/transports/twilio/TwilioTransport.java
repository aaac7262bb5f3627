package dev.parley.transports.twilio;

import dev.parley.call.leg.CallDesk;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers Twilio's media streams: a WebSocket server that offers each stream that starts to a
/// [CallDesk] and is the leg of the call that comes of it. Source: Twilio "Media Streams, WebSocket
/// Messages".
///
/// Threads: `start` and `close` block and belong to the thread of `main`; the desk is asked on the
/// event loop of the socket. It has a Vert.x instance of its own, so that nothing but media runs on
/// its loops.
public final class TwilioTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioTransport.class);
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final long POLL_NANOS = 5_000_000;

    private final TwilioSettings settings;
    private final IntFunction<CallDesk> desks;
    private final Meters meters;
    private final FaultLog faults;
    private final Vertx vertx;
    private final AtomicInteger loopIndex = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<MediaLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Meters.Gauge openSockets;
    private volatile boolean draining;
    private volatile int port = -1;

    /// A transport with one desk for all event loops.
    public TwilioTransport(TwilioSettings settings, CallDesk desk, Meters meters) {
        this(settings, _ -> desk, meters);
    }

    /// A transport that asks once per event loop (numbered from 0, on that loop) for the desk of
    /// the calls that will live on it, so that each loop can have its own pacing wheel.
    public TwilioTransport(TwilioSettings settings, IntFunction<CallDesk> desks, Meters meters) {
        this.settings = settings;
        this.desks = desks;
        this.meters = meters;
        this.faults = new FaultLog(meters);
        this.vertx =
                Vertx.builder()
                        .with(
                                new VertxOptions()
                                        .setPreferNativeTransport(true)
                                        .setEventLoopPoolSize(settings.eventLoops())
                                        .setWorkerPoolSize(1)
                                        .setInternalBlockingPoolSize(2))
                        .build();
        this.openSockets = meters.gauge(Metric.MEDIA_SOCKETS, this::openSockets, "twilio");
    }

    /// Listens, and returns the bound port. Throws [IllegalStateException] with the remedy if the
    /// port is taken.
    public int start() {
        await(
                vertx.deployVerticle(
                        Listener::new, new DeploymentOptions().setInstances(settings.eventLoops())),
                PROMPTLY);
        LOG.atInfo()
                .addKeyValue("host", settings.host())
                .addKeyValue("port", port)
                .addKeyValue("loops", settings.eventLoops())
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

    /// Refuses new sockets from now on (503); open ones go on.
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
        loops.forEach(MediaLoop::closeAll);
        awaitNoSockets(CLOSING);
        await(vertx.close(), PROMPTLY);
        openSockets.close();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setMaxWebSocketFrameSize(settings.maxMessageBytes())
                .setMaxWebSocketMessageSize(settings.maxMessageBytes())
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout((int) CLOSING.toSeconds())
                .setReadIdleTimeout((int) settings.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // Small, so that a peer that does not read is noticed after seconds, not minutes.
                .setSendBufferSize(SocketWire.MAX_UNWRITTEN_BYTES)
                .setTcpUserTimeout((int) settings.idleTimeout().toMillis());
    }

    /// Where to listen: all instances share one port, a free one too.
    private SocketAddress address() {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(1, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }

    private void handshake(ServerWebSocketHandshake handshake) {
        if (!settings.paths().contains(handshake.path())) {
            refuse(handshake, 404, "path");
        } else if (draining) {
            refuse(handshake, 503, "draining");
        } else if (waiting.get() >= settings.maxWaiting()) {
            refuse(handshake, 503, "crowded");
        } else {
            waiting.incrementAndGet();
            handshake.accept().onFailure(_ -> waiting.decrementAndGet());
        }
    }

    private void refuse(ServerWebSocketHandshake handshake, int status, String reason) {
        meters.counter(Metric.MEDIA_SOCKETS_REFUSED, "twilio", reason).increment();
        handshake.reject(status);
    }

    /// One server instance on one event loop.
    private final class Listener implements Deployable {
        @Override
        public Future<?> deploy(Context context) {
            int index = loopIndex.getAndIncrement();
            var loop =
                    new MediaLoop(
                            vertx,
                            context,
                            index,
                            settings,
                            desks.apply(index),
                            meters,
                            faults,
                            waiting);
            loops.add(loop);
            return vertx.createHttpServer(serverOptions())
                    .requestHandler(request ->
                            request.response()
                                    .setStatusCode(404)
                                    .end("expected a WebSocket at " + settings.paths()))
                    .webSocketHandshakeHandler(TwilioTransport.this::handshake)
                    .webSocketHandler(loop::open)
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
