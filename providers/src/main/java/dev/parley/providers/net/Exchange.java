package dev.parley.providers.net;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One POST and its answer as it comes. Confined to the loop of its [Connections]; every call of
/// the listener is on it. Closing it cancels: the connection is closed, and nothing more is told.
///
/// A connection that waited may have died unnoticed: if it breaks before any answer, the request is
/// sent once more on a fresh one.
public final class Exchange implements AutoCloseable {
    /// Of a refusal's body no more than this is read.
    private static final int MAX_REFUSAL_BYTES = 64 * 1024;

    private final Connections connections;
    private final Post post;
    private final Listener listener;
    private @Nullable HttpClientConnection connection;
    private boolean isAnswered;
    private boolean isOver;
    private boolean isSecondTry;

    /// What is sent.
    ///
    /// @param path with its query, as [Endpoint#at] gives it
    /// @param keys headers that prove who asks
    public record Post(
            String path, String contentType, String accept, List<KeyHeader> keys, Buffer body) {}

    /// Head, then pieces of the body, then exactly one of `end` and `failed`. A refusal (any status
    /// but 2xx) is read here and comes as `failed` alone.
    public interface Listener {
        /// @param contentType empty if there is none
        void head(String contentType);

        void body(Buffer piece);

        void end();

        void failed(ProviderFault fault);
    }

    private Exchange(Connections connections, Post post, Listener listener) {
        this.connections = connections;
        this.post = post;
        this.listener = listener;
    }

    /// Sends. Only on the loop.
    ///
    /// @param connect limit for the connection; what comes after is the listener's to limit
    public static Exchange open(
            Connections connections, Post post, Duration connect, Listener listener) {
        var exchange = new Exchange(connections, post, listener);
        exchange.take(connect);
        return exchange;
    }

    private void take(Duration connect) {
        connections.take(
                connect,
                new Connections.Taken() {
                    @Override
                    public void connection(HttpClientConnection taken, boolean isFresh) {
                        if (isOver) {
                            connections.giveBack(taken);
                        } else {
                            send(taken, isFresh, connect);
                        }
                    }

                    @Override
                    public void failed(ProviderFault fault) {
                        fail(fault);
                    }
                });
    }

    private void send(HttpClientConnection taken, boolean isFresh, Duration connect) {
        connection = taken;
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(connections.endpoint().host())
                        .setPort(connections.endpoint().port())
                        .setSsl(connections.endpoint().tls())
                        .setURI(post.path())
                        .putHeader("Content-Type", post.contentType())
                        .putHeader("Accept", post.accept());
        post.keys().forEach(key -> options.putHeader(key.name(), key.value()));
        taken.request(options)
                .compose(request -> {
                    request.exceptionHandler(_ -> {});
                    return request.send(post.body());
                })
                .onSuccess(response -> answered(taken, response))
                .onFailure(cause -> broken(cause, isFresh, connect));
    }

    private void answered(HttpClientConnection taken, HttpClientResponse response) {
        isAnswered = true;
        if (isOver) {
            return;
        }
        if (response.statusCode() / 100 != 2) {
            refused(taken, response);
            return;
        }
        response.handler(piece -> {
            if (!isOver) {
                listener.body(piece);
            }
        });
        response.endHandler(_ -> ended(taken));
        response.exceptionHandler(cause -> fail(Failures.of(cause, connections.endpoint())));
        var type = response.getHeader("Content-Type");
        listener.head(type == null ? "" : type);
    }

    private void refused(HttpClientConnection taken, HttpClientResponse response) {
        var body = Buffer.buffer();
        Runnable tell =
                () ->
                        fail(
                                HttpFailures.of(
                                        response.statusCode(),
                                        response::getHeader,
                                        body.getBytes()));
        response.handler(piece -> {
            body.appendBuffer(piece);
            if (body.length() > MAX_REFUSAL_BYTES) {
                tell.run();
            }
        });
        response.endHandler(_ -> {
            if (!isOver) {
                release(taken);
                tell.run();
            }
        });
        response.exceptionHandler(_ -> tell.run());
    }

    private void broken(Throwable cause, boolean isFresh, Duration connect) {
        if (isOver || isAnswered) {
            return;
        }
        var fault = Failures.of(cause, connections.endpoint());
        if (!isFresh && !isSecondTry && fault.kind() == ProviderFailure.NETWORK) {
            isSecondTry = true;
            drop();
            take(connect);
        } else {
            fail(fault);
        }
    }

    private void ended(HttpClientConnection taken) {
        if (isOver) {
            return;
        }
        isOver = true;
        release(taken);
        listener.end();
    }

    private void fail(ProviderFault fault) {
        if (isOver) {
            return;
        }
        isOver = true;
        drop();
        listener.failed(fault);
    }

    /// Only on the loop; harmless after the end.
    @Override
    public void close() {
        if (!isOver) {
            isOver = true;
            drop();
        }
    }

    private void release(HttpClientConnection taken) {
        connection = null;
        connections.giveBack(taken);
    }

    private void drop() {
        var dropped = connection;
        connection = null;
        if (dropped != null) {
            connections.discard(dropped);
        }
    }
}
