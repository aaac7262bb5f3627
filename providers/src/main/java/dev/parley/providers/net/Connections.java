package dev.parley.providers.net;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of one client to one provider, HTTP/1.1, one exchange at a time each: to cancel
/// is to close, and no answer waits behind another. Some are opened ahead. When all are in use, a
/// request waits a moment for one, since those that just ended are about to be free. Confined to
/// its loop.
public final class Connections implements AutoCloseable {
    /// A caller waits too; after this another provider is the better answer.
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Loop loop;
    private final Endpoint endpoint;
    private final PoolSettings settings;
    private final HttpClientAgent agent;
    private final Meters.Counter ahead;
    private final Meters.Counter onDemand;
    private final Meters.Counter refused;
    private final ArrayDeque<Idle> idle = new ArrayDeque<>();
    private final Set<HttpClientConnection> open = new HashSet<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int opening;
    private int openingAhead;
    private boolean isClosed;
    private Loop.@Nullable Alarm tending;

    private record Idle(HttpClientConnection connection, long sinceNanos) {}

    /// Receives what [#take] came to, once.
    interface Taken {
        /// @param isFresh false if it was used before, so it may be dead without our knowing
        void connection(HttpClientConnection connection, boolean isFresh);

        void failed(ProviderFault fault);
    }

    /// @param provider name for the counters
    public Connections(
            Loop loop, Endpoint endpoint, PoolSettings settings, String provider, Meters meters) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.settings = settings;
        this.ahead = meters.counter(Metric.PROVIDER_CONNECTIONS, provider, "ahead");
        this.onDemand = meters.counter(Metric.PROVIDER_CONNECTIONS, provider, "on-demand");
        this.refused = meters.counter(Metric.QUEUE_DROPS, "provider-connections");
        this.agent =
                loop.vertx()
                        .createHttpClient(
                                new HttpClientOptions()
                                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                                        .setSsl(endpoint.tls())
                                        .setVerifyHost(true)
                                        .setTcpNoDelay(true)
                                        .setTcpKeepAlive(true)
                                        .setMaxHeaderSize(32 * 1024)
                                        .setMaxChunkSize(64 * 1024));
        boolean _ =
                loop.run(() -> {
                    tending = loop.every(settings.idle().dividedBy(5), this::tend);
                    tend();
                });
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Loop loop() {
        return loop;
    }

    void take(Duration limit, Taken taken) {
        if (isClosed) {
            taken.failed(closed());
            return;
        }
        var warm = idle.pollLast();
        if (warm != null) {
            taken.connection(warm.connection(), false);
            tend();
        } else if (hasRoom()) {
            onDemand.increment();
            connect(limit, taken);
        } else if (waiting.size() >= settings.most()) {
            refuse(taken);
        } else {
            waiting.addLast(new Waiting(limit, taken));
        }
    }

    private boolean hasRoom() {
        return open.size() + opening < settings.most();
    }

    private void refuse(Taken taken) {
        refused.increment();
        taken.failed(
                new ProviderFault(
                        ProviderFailure.OVERLOADED,
                        "all " + settings.most() + " connections are in use"));
    }

    /// A connection is gone, or did not come: whoever waits may open another.
    private void letNextIn() {
        if (!isClosed && hasRoom()) {
            var next = waiting.pollFirst();
            if (next != null) {
                next.patience.close();
                onDemand.increment();
                connect(next.limit, next.taken);
            }
        }
    }

    /// The exchange ended in order, so the connection can be used again.
    void giveBack(HttpClientConnection connection) {
        if (isClosed || !open.contains(connection)) {
            var _ = connection.close();
            return;
        }
        var next = waiting.pollFirst();
        if (next == null) {
            idle.addLast(new Idle(connection, System.nanoTime()));
        } else {
            next.patience.close();
            next.taken.connection(connection, false);
        }
    }

    /// The exchange was cut, or cancelled: the provider notices by the closed connection.
    void discard(HttpClientConnection connection) {
        open.remove(connection);
        var _ = connection.close();
        letNextIn();
        tend();
    }

    private void connect(Duration limit, Taken taken) {
        opening++;
        var attempt = new Attempt(taken);
        attempt.limit = loop.after(limit, attempt::tooLate);
        agent.connect(
                        new HttpConnectOptions()
                                .setHost(endpoint.host())
                                .setPort(endpoint.port())
                                .setSsl(endpoint.tls())
                                .setConnectTimeout(Math.max(1, limit.toMillis())))
                .onComplete(done -> loop.run(() -> attempt.ends(done.result(), done.cause())));
    }

    /// Throws out what has waited too long, and opens ahead what is missing.
    private void tend() {
        if (isClosed) {
            return;
        }
        long now = System.nanoTime();
        for (var oldest = idle.peekFirst();
                oldest != null && now - oldest.sinceNanos() > settings.idle().toNanos();
                oldest = idle.peekFirst()) {
            idle.removeFirst();
            open.remove(oldest.connection());
            var _ = oldest.connection().close();
        }
        while (idle.size() + openingAhead < settings.warm() && hasRoom()) {
            openingAhead++;
            ahead.increment();
            connect(settings.connect(), new Ahead());
        }
    }

    /// All connections are closed; exchanges in progress notice. Any thread.
    @Override
    public void close() {
        boolean _ =
                loop.run(() -> {
                    isClosed = true;
                    if (tending != null) {
                        tending.close();
                    }
                    idle.clear();
                    for (var next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
                        next.patience.close();
                        next.taken.failed(closed());
                    }
                    var _ = agent.close();
                    for (var connection : Set.copyOf(open)) {
                        var _ = connection.close();
                    }
                });
    }

    private static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }

    /// A request for which there is no connection yet.
    private final class Waiting {
        private final Duration limit;
        private final Taken taken;
        private final Loop.Alarm patience;

        Waiting(Duration limit, Taken taken) {
            this.limit = limit;
            this.taken = taken;
            this.patience = loop.after(MOMENT, this::tooLong);
        }

        private void tooLong() {
            if (waiting.remove(this)) {
                refuse(taken);
            }
        }
    }

    /// A connection on its way.
    private final class Attempt {
        private final Taken taken;
        private Loop.@Nullable Alarm limit;
        private boolean isOver;

        Attempt(Taken taken) {
            this.taken = taken;
        }

        void tooLate() {
            if (!isOver) {
                isOver = true;
                opening--;
                taken.failed(
                        new ProviderFault(
                                ProviderFailure.TIMED_OUT,
                                "no connection with " + endpoint.place() + " in time"));
                letNextIn();
            }
        }

        void ends(@Nullable HttpClientConnection connection, @Nullable Throwable cause) {
            if (limit != null) {
                limit.close();
            }
            if (connection != null) {
                stands(connection);
            } else if (!isOver) {
                isOver = true;
                opening--;
                taken.failed(cause == null ? Failures.cut(endpoint) : Failures.of(cause, endpoint));
                letNextIn();
            }
        }

        private void stands(HttpClientConnection connection) {
            if (isOver || isClosed) {
                var _ = connection.close();
                if (!isOver) {
                    isOver = true;
                    opening--;
                    taken.failed(closed());
                }
                return;
            }
            isOver = true;
            opening--;
            open.add(connection);
            connection.closeHandler(_ -> {
                open.remove(connection);
                idle.removeIf(dead -> dead.connection().equals(connection));
                letNextIn();
            });
            taken.connection(connection, true);
        }
    }

    /// Nobody waits for this one.
    private final class Ahead implements Taken {
        @Override
        public void connection(HttpClientConnection connection, boolean isFresh) {
            openingAhead--;
            giveBack(connection);
        }

        /// Whoever needs a connection will be told; [#tend] tries again.
        @Override
        public void failed(ProviderFault fault) {
            openingAhead--;
        }
    }
}
