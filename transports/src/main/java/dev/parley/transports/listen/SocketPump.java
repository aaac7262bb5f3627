package dev.parley.transports.twilio;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ties a Vert.x socket to its [TwilioStream]: puts frames together, keeps the time for `start`,
/// tells how the connection closed. IO thread only.
final class MediaSocket {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSocket.class);
    private static final int ABNORMAL_CLOSE = 1006;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final SocketWire wire;
    private final TwilioStream stream;
    private final TwilioStream.Parts parts;
    private final Runnable noLongerWaiting;
    private final long startTimer;
    private byte[] message = new byte[1024];
    private int length;
    private boolean assembling;
    private boolean binary;
    private boolean waiting = true;
    private long lastFrame;

    MediaSocket(
            Vertx vertx,
            ServerWebSocket socket,
            Outbox outbox,
            TwilioStream.Parts parts,
            Runnable noLongerWaiting) {
        this.vertx = vertx;
        this.socket = socket;
        this.parts = parts;
        this.noLongerWaiting = noLongerWaiting;
        this.wire = new SocketWire(socket, outbox);
        this.stream = new TwilioStream(wire, parts);
        this.lastFrame = parts.nanoTime().getAsLong();
        this.startTimer =
                vertx.setTimer(
                        parts.settings().startTimeout().toMillis(),
                        _ -> guarded(stream::startIsDue));
    }

    /// Starts listening; `gone` runs when the connection is closed.
    void open(Runnable gone) {
        socket.frameHandler(frame -> guarded(() -> frame(frame)));
        socket.exceptionHandler(failure -> guarded(() -> failed(failure)));
        socket.closeHandler(_ -> {
            guarded(this::closed);
            gone.run();
        });
    }

    void closeForGood() {
        wire.close(1001, "server stops");
    }

    private void frame(WebSocketFrame frame) {
        lastFrame = parts.nanoTime().getAsLong();
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
                stream.fault(MediaFault.BINARY_FRAME);
            } else {
                stream.text(message, length);
            }
        }
    }

    private boolean append(WebSocketFrame frame) {
        var bytes = frame.binaryData();
        int total = length + bytes.length();
        if (total > parts.settings().maxMessageBytes()) {
            assembling = false;
            stream.fault(MediaFault.TOO_LARGE);
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
            stream.fault(tooBig ? MediaFault.TOO_LARGE : MediaFault.BAD_FRAME);
        }
        // Everything else is followed by the close of the connection, which tells how it ended.
    }

    private void closed() {
        wire.markClosed();
        vertx.cancelTimer(startTimer);
        long silentNanos = parts.nanoTime().getAsLong() - lastFrame;
        if (Duration.ofNanos(silentNanos).compareTo(parts.settings().idleTimeout()) >= 0) {
            stream.fault(MediaFault.SILENT);
        }
        @Nullable Short code = socket.closeStatusCode();
        stream.closed(code != null && code != ABNORMAL_CLOSE);
    }

    /// The root of everything this socket does: what is thrown here ends this call alone.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).log("media socket failed");
            stream.fault(MediaFault.INTERNAL);
        }
        if (waiting && !stream.isWaiting()) {
            waiting = false;
            vertx.cancelTimer(startTimer);
            noLongerWaiting.run();
        }
    }
}
