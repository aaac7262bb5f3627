package dev.parley.providers.net;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One WebSocket to a provider. Confined to its loop, on which the listener is called.
public final class SocketLine implements AutoCloseable {
    /// Bytes that wait for the network; beyond it [#isFull()].
    private static final int UNWRITTEN_BYTES = 64 * 1024;

    private final Sockets sockets;
    private final Loop loop;
    private final Listener listener;
    private @Nullable WebSocket socket;
    private Loop.@Nullable Alarm limit;
    private boolean isOver;

    /// `opened` at most once, messages, then `closed` exactly once, unless we close first.
    public interface Listener {
        void opened();

        void text(String message);

        void binary(Buffer message);

        /// What made it [SocketLine#isFull()] has gone.
        default void writable() {}

        /// Not by us: refused, cut, or closed by the provider, by the kind that its code names.
        void closed(ProviderFault fault);
    }

    private SocketLine(Sockets sockets, Loop loop, Listener listener) {
        this.sockets = sockets;
        this.loop = loop;
        this.listener = listener;
    }

    /// Opens. Only on the loop.
    ///
    /// @param path with its query, as [Endpoint#at] gives it
    /// @param keys headers that prove who asks; others too
    /// @param connect limit until the provider took the upgrade
    public static SocketLine open(
            Sockets sockets,
            Loop loop,
            String path,
            List<KeyHeader> keys,
            Duration connect,
            Listener listener) {
        var line = new SocketLine(sockets, loop, listener);
        line.connect(path, keys, connect);
        return line;
    }

    private void connect(String path, List<KeyHeader> keys, Duration connect) {
        var options =
                new WebSocketConnectOptions()
                        .setHost(sockets.endpoint().host())
                        .setPort(sockets.endpoint().port())
                        .setSsl(sockets.endpoint().tls())
                        .setURI(path);
        keys.forEach(key -> options.addHeader(key.name(), key.value()));
        limit = loop.after(connect, this::tooLate);
        var opening = sockets.client().webSocket();
        opening.textMessageHandler(this::text);
        opening.binaryMessageHandler(this::binary);
        opening.exceptionHandler(_ -> {});
        // Before it stands: a provider may close it with its first bytes. And its word is enough:
        // it
        // may leave the connection open after it.
        opening.frameHandler(frame -> {
            if (frame.isClose()) {
                fail(Failures.closed(frame.closeStatusCode(), told(frame.closeReason())));
                var _ = opening.close();
            }
        });
        opening.closeHandler(_ -> closedBy(opening));
        opening.connect(options).onComplete(done -> ends(done.result(), done.cause()));
    }

    private void tooLate() {
        fail(
                new ProviderFault(
                        ProviderFailure.TIMED_OUT,
                        "no connection with " + sockets.endpoint().place() + " in time"));
    }

    private void ends(@Nullable WebSocket opened, @Nullable Throwable cause) {
        if (limit != null) {
            limit.close();
        }
        if (opened == null) {
            fail(
                    cause == null
                            ? Failures.cut(sockets.endpoint())
                            : Failures.of(cause, sockets.endpoint()));
        } else if (isOver) {
            var _ = opened.close();
        } else {
            opened.setWriteQueueMaxSize(UNWRITTEN_BYTES);
            opened.drainHandler(_ -> {
                if (!isOver) {
                    listener.writable();
                }
            });
            if (opened.isClosed()) {
                closedBy(opened);
            } else {
                socket = opened;
                listener.opened();
            }
        }
    }

    private void closedBy(WebSocket closed) {
        var code = closed.closeStatusCode();
        var reason = closed.closeReason();
        fail(Failures.closed(code == null ? 1006 : code, told(reason)));
    }

    private static String told(@Nullable String reason) {
        return reason == null ? "" : reason;
    }

    private void text(String message) {
        if (!isOver) {
            listener.text(message);
        }
    }

    private void binary(Buffer message) {
        if (!isOver) {
            listener.binary(message);
        }
    }

    private void fail(ProviderFault fault) {
        if (!isOver) {
            isOver = true;
            socket = null;
            listener.closed(fault);
        }
    }

    /// Whether more would only wait in memory.
    public boolean isFull() {
        return socket != null && socket.writeQueueFull();
    }

    public boolean isOpen() {
        return socket != null && !isOver;
    }

    /// Sends; dropped if it is not open.
    public void text(CharSequence message) {
        if (socket != null && !isOver) {
            var _ = socket.writeTextMessage(message.toString());
        }
    }

    /// Sends; dropped if it is not open.
    public void sound(byte[] message) {
        if (socket != null && !isOver) {
            var _ = socket.writeBinaryMessage(Buffer.buffer(message));
        }
    }

    /// Only on the loop; nothing more is told.
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        if (limit != null) {
            limit.close();
        }
        if (socket != null) {
            var _ = socket.close();
            socket = null;
        }
    }
}
