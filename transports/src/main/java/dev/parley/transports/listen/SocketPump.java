package dev.parley.transports.listen;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ties a Vert.x socket to its [SocketSession]: puts frames together, keeps the times, tells how
/// the connection closed. IO thread only.
final class SocketPump {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPump.class);
    private static final int SMALL = 1024;

    /// Above this the room for messages is given back after each.
    private static final int KEPT = 65_536;

    private static final Buffer PING = Buffer.buffer("parley");

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final SocketSession session;
    private final Supplier<SocketRoute> route;
    private final Runnable noLongerWaiting;
    private final LongSupplier nanoTime;
    private final long startTimer;
    private byte[] message = new byte[SMALL];
    private int length;
    private boolean assembling;
    private boolean binary;
    private boolean waiting = true;
    private boolean silent;
    private long lastFrame;
    private long lastPing;

    SocketPump(
            Vertx vertx,
            ServerWebSocket socket,
            SocketSession session,
            Supplier<SocketRoute> route,
            Runnable noLongerWaiting,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.socket = socket;
        this.session = session;
        this.route = route;
        this.noLongerWaiting = noLongerWaiting;
        this.nanoTime = nanoTime;
        this.lastFrame = nanoTime.getAsLong();
        this.lastPing = lastFrame;
        this.startTimer =
                vertx.setTimer(
                        limits().startTimeout().toMillis(), _ -> guarded(session::startIsDue));
    }

    /// Starts listening; `gone` runs when the connection is closed.
    void open(Runnable gone) {
        socket.frameHandler(frame -> guarded(() -> frame(frame)));
        socket.pongHandler(_ -> lastFrame = nanoTime.getAsLong());
        socket.exceptionHandler(failure -> guarded(() -> failed(failure)));
        socket.closeHandler(_ -> {
            guarded(this::closed);
            gone.run();
        });
    }

    void serverStops() {
        guarded(session::serverStops);
    }

    /// Looks at the time: pings, and notices silence. A socket that waits for its call may be
    /// silent until its start is due.
    void tick(long now) {
        if (!waiting && !silent && now - lastFrame >= limits().idleTimeout().toNanos()) {
            silent = true;
            guarded(() -> session.breach(Breach.SILENT));
        }
        long period = limits().pingPeriod().toNanos();
        if (period > 0 && now - lastPing >= period && !socket.isClosed()) {
            lastPing = now;
            socket.writePing(PING);
        }
    }

    /// Any thread.
    boolean isOf(SocketRoute asked) {
        return route.get().equals(asked);
    }

    private SocketLimits limits() {
        return route.get().limits();
    }

    private void frame(WebSocketFrame frame) {
        lastFrame = nanoTime.getAsLong();
        if (frame.isText() || frame.isBinary()) {
            length = 0;
            binary = frame.isBinary();
            assembling = true;
        } else if (!frame.isContinuation() || !assembling) {
            return;
        }
        if (!append(frame)) {
            return;
        }
        if (frame.isFinal()) {
            assembling = false;
            if (binary) {
                session.binary(message, length);
            } else {
                session.text(message, length);
            }
            if (message.length > KEPT) {
                message = new byte[SMALL];
            }
        }
    }

    private boolean append(WebSocketFrame frame) {
        var bytes = frame.binaryData();
        int total = length + bytes.length();
        if (total > limits().maxMessageBytes()) {
            assembling = false;
            session.breach(Breach.TOO_LARGE);
            return false;
        }
        if (total > message.length) {
            message = Arrays.copyOf(message, Math.max(total, message.length * 2));
        }
        bytes.getBytes(0, bytes.length(), message, length);
        length = total;
        return true;
    }

    private void failed(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            boolean tooBig = corrupted.closeStatus().code() == 1009;
            session.breach(tooBig ? Breach.TOO_LARGE : Breach.BAD_FRAME);
        }
        // Everything else is followed by the close of the connection, which tells how it ended.
    }

    private void closed() {
        vertx.cancelTimer(startTimer);
        @Nullable Short code = socket.closeStatusCode();
        session.closed(code == null ? SocketSession.ABNORMAL : code);
    }

    /// The root of everything this socket does: what is thrown here ends this socket's call alone.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).log("media socket failed");
            session.breach(Breach.INTERNAL);
        }
        if (waiting && !session.isWaiting()) {
            waiting = false;
            vertx.cancelTimer(startTimer);
            noLongerWaiting.run();
        }
    }
}
