package dev.parley.sim.twilio;

import dev.parley.sim.websocket.Handshake;
import dev.parley.sim.websocket.HandshakeRefused;
import dev.parley.sim.websocket.WebSocketLine;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Twilio, calling: opens a media socket, sends the caller's voice in 20 ms frames of real time,
/// plays what comes back on a clock of its own, echoes marks when they are reached, and notes every
/// breach of the protocol.
///
/// ```java
/// var call = PeerCall.to(URI.create("ws://127.0.0.1:8000/api/v1/voice/media-stream"))
///         .with("From", "+15550100").with("agent", "garage");
/// try (var peer = TwilioPeer.call(call, caller)) {
///     peer.press('5');                     // a key
///     PeerEnd end = peer.closed().join();  // or peer.hangUp()
///     byte[] heard = peer.recording().agent();
///     assertThat(peer.violations()).isEmpty();
/// }
/// ```
///
/// Two threads of its own: one reads, one paces; [CallerSide] runs on the pacing one. If the
/// machine stalls, frames that are due are sent at once, as a network does after a stall. All
/// methods may be called from any thread.
public final class TwilioPeer implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final long CLOSE_PATIENCE_MILLIS = 3_000;

    private final PeerCall call;
    private final WebSocketLine line;
    private final TwilioSide side;
    private final ReentrantLock sideLock = new ReentrantLock();
    private final PeerRecording recording = new PeerRecording();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable PeerEnd> firstEnd = new AtomicReference<>();
    private final CompletableFuture<PeerEnd> closed = new CompletableFuture<>();
    private final Thread pacer;
    private volatile boolean over;
    private volatile boolean deaf;
    private volatile boolean mute;
    private volatile boolean hungUp;

    private TwilioPeer(PeerCall call, CallerSide caller, WebSocketLine line) {
        this.call = call;
        this.line = line;
        this.side = new TwilioSide(call, caller, recording, violations);
        var name = call.callSid();
        this.pacer =
                Thread.ofPlatform().daemon().name("twilio-pacer-" + name).unstarted(this::pace);
        pacer.start();
        Thread.ofVirtual().name("twilio-reader-" + name).start(this::read);
    }

    /// Places the call: connects, says `connected` and `start`, and begins to send sound at once.
    /// Throws [IOException] if the server cannot be reached or does not answer with 101 (Twilio's
    /// error 31920).
    public static TwilioPeer call(PeerCall call, CallerSide caller) throws IOException {
        try {
            return new TwilioPeer(call, caller, WebSocketLine.connect(handshake(call)));
        } catch (HandshakeRefused refused) {
            throw new IOException("31920: " + refused.getMessage(), refused);
        }
    }

    /// Twilio drops the query of a stream's URL.
    private static Handshake handshake(PeerCall call) {
        var url = call.url();
        var whole = url.toString();
        int query = whole.indexOf('?');
        return Handshake.to(query < 0 ? url : URI.create(whole.substring(0, query)))
                .with("User-Agent", "Twilio.TmeWs/1.0")
                .withReceiveBuffer(call.receiveBuffer());
    }

    /// The caller presses a key: 0-9, *, #, A-D.
    public void press(char key) {
        sendFromSide(() -> List.of(side.messages().dtmf(key, call.streamSid())));
    }

    /// The caller hangs up: `stop`, then close 1000. Returns at once; see [#closed()].
    public void hangUp() {
        if (!over && !hungUp) {
            hungUp = true;
            sendFromSide(() -> List.of(side.messages().stop()));
            attempt(() -> line.close(1000, ""));
            LockSupport.unpark(pacer);
        }
    }

    /// Does something wrong now; returns when it was sent.
    public void commit(PeerFault fault) {
        new Misdeeds(this, line, call).commit(fault);
    }

    /// Completes when the stream is over, by whoever ended it.
    public CompletableFuture<PeerEnd> closed() {
        return closed.copy();
    }

    /// Both sides of the call so far.
    public PeerRecording recording() {
        return recording;
    }

    /// What the server did wrong so far.
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /// Milliseconds since the stream started, by the frames sent.
    public long callMillis() {
        return ofSide(side::callMillis);
    }

    /// Sound of the agent that Twilio holds and has not played yet.
    public long bufferedMillis() {
        return ofSide(side::bufferedMillis);
    }

    /// How many `clear` messages came: one for each time the agent was interrupted.
    public long clears() {
        return ofSide(side::clears);
    }

    /// How many marks came.
    public long marks() {
        return ofSide(side::marks);
    }

    /// Ends whatever is still going on without a word, and waits for the threads.
    @Override
    public void close() {
        finish(new PeerEnd.Lost("closed by its owner"));
        if (!Thread.currentThread().equals(pacer)) {
            try {
                pacer.join(CLOSE_PATIENCE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void stopReading() {
        deaf = true;
    }

    void freeze() {
        mute = true;
    }

    void vanish() {
        attempt(line::reset);
        finish(new PeerEnd.Lost("vanished"));
    }

    /// Makes messages under the lock of the stream's state and sends them in that order.
    void sendFromSide(Supplier<List<String>> messages) {
        sideLock.lock();
        try {
            if (over) {
                return;
            }
            for (var message : messages.get()) {
                line.text(message);
            }
        } catch (IOException broken) {
            finish(new PeerEnd.Lost(String.valueOf(broken.getMessage())));
        } finally {
            sideLock.unlock();
        }
    }

    /// Does something while the stream itself sends nothing: the pieces of one message must not be
    /// mixed with others (RFC 6455 §5.4).
    void alone(Attempt deed) throws IOException {
        sideLock.lock();
        try {
            deed.run();
        } finally {
            sideLock.unlock();
        }
    }

    StreamMessages messages() {
        return side.messages();
    }

    private void pace() {
        sendFromSide(side::opening);
        boolean silent = call.faults().contains(PeerFault.NO_START);
        long due = System.nanoTime() + FRAME_NANOS;
        while (!over && !hungUp) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            due += FRAME_NANOS;
            if (!silent && !mute) {
                sendFromSide(side::tick);
            }
        }
        awaitClose();
    }

    /// After our `stop` the server's close frame ends the call; one that never comes does not.
    private void awaitClose() {
        long patience = System.nanoTime() + CLOSE_PATIENCE_MILLIS * 1_000_000;
        while (!over && System.nanoTime() < patience) {
            LockSupport.parkNanos(FRAME_NANOS);
        }
        finish(new PeerEnd.HungUp());
    }

    private void read() {
        try {
            while (!over) {
                while (deaf && !over) {
                    LockSupport.parkNanos(FRAME_NANOS);
                }
                switch (line.read()) {
                    case WebSocketLine.Incoming.Text(String text) ->
                            sendFromSide(() -> hungUp || mute ? List.of() : side.received(text));
                    case WebSocketLine.Incoming.Close(int code, String reason) -> {
                        if (!hungUp) {
                            attempt(() -> line.close(code == 1005 ? 1000 : code, ""));
                        }
                        finish(
                                hungUp
                                        ? new PeerEnd.HungUp()
                                        : new PeerEnd.ClosedByServer(code, reason));
                    }
                    case WebSocketLine.Incoming.Binary _ -> broken("binary message");
                    case WebSocketLine.Incoming.Broken(String what) -> broken(what);
                }
            }
        } catch (IOException broken) {
            finish(
                    hungUp
                            ? new PeerEnd.HungUp()
                            : new PeerEnd.Lost(String.valueOf(broken.getMessage())));
        }
    }

    private void broken(String what) {
        violations.add(new Violation(31924, what, ""));
        finish(new PeerEnd.Lost("31924: " + what));
    }

    /// The first end counts: once it is over, every thread of this peer comes here.
    private void finish(PeerEnd end) {
        var first = firstEnd.compareAndExchange(null, end);
        over = true;
        attempt(line::close);
        closed.complete(first == null ? end : first);
        LockSupport.unpark(pacer);
    }

    private <T> T ofSide(Supplier<T> question) {
        sideLock.lock();
        try {
            return question.get();
        } finally {
            sideLock.unlock();
        }
    }

    /// Something that fails only if the connection is gone, which the reader notices.
    interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException _) {
            return;
        }
    }
}
