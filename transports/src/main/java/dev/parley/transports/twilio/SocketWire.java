package dev.parley.transports.twilio;

import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Outbox;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// The way out through one Vert.x socket. Holds at most about 4 s of sound that has not reached the
/// kernel; beyond it, it is full.
final class SocketWire implements Wire {
    static final int ALWAYS = Integer.MAX_VALUE;

    /// One second of sound is about 15 kB of messages.
    static final int MAX_QUEUED_CHARS = 32_768;

    static final int MAX_UNWRITTEN_BYTES = Listener.SEND_BUFFER_BYTES;

    private final ServerWebSocket socket;
    private final Outbox outbox;
    private final AtomicInteger queuedChars = new AtomicInteger();
    private volatile boolean congested;
    private volatile int currentEpoch;
    private boolean closed;

    SocketWire(ServerWebSocket socket, Outbox outbox) {
        this.socket = socket;
        this.outbox = outbox;
        socket.setWriteQueueMaxSize(MAX_UNWRITTEN_BYTES);
        socket.drainHandler(_ -> congested = false);
    }

    @Override
    public void media(String message, int epoch) {
        put(message, epoch, 0);
    }

    @Override
    public void text(String message) {
        put(message, ALWAYS, 0);
    }

    @Override
    public void close(int code, String reason) {
        put(reason, ALWAYS, code);
    }

    @Override
    public void voidBefore(int epoch) {
        currentEpoch = epoch;
    }

    @Override
    public boolean isFull() {
        return congested || queuedChars.get() > MAX_QUEUED_CHARS;
    }

    @Override
    public void execute(Runnable task) {
        outbox.execute(() -> {
            if (!closed) {
                task.run();
            }
        });
    }

    /// Nothing more can leave. IO thread.
    void markClosed() {
        closed = true;
    }

    private void deliver(Parcel parcel) {
        queuedChars.addAndGet(-parcel.text.length());
        if (closed || socket.isClosed() || parcel.epoch < currentEpoch) {
            return;
        }
        if (parcel.closeCode != 0) {
            closed = true;
            socket.close((short) parcel.closeCode, parcel.text);
            return;
        }
        socket.writeTextMessage(parcel.text);
        if (!congested && socket.writeQueueFull()) {
            congested = true;
        }
    }

    private void put(String text, int epoch, int closeCode) {
        queuedChars.addAndGet(text.length());
        outbox.put(new Parcel(this, text, epoch, closeCode));
    }

    /// A message for a socket; `epoch` is [#ALWAYS] if no flush can void it, `closeCode` is 0
    /// unless it ends the connection.
    private record Parcel(SocketWire wire, String text, int epoch, int closeCode)
            implements Outbox.Parcel {
        @Override
        public void deliver() {
            wire.deliver(this);
        }
    }
}
