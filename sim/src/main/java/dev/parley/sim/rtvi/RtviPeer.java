package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.sim.websocket.WebSocketLine;
import dev.parley.sim.websocket.WebSocketLine.Incoming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client of an RTVI server: opens a session, sends the microphone in real time, plays what comes
/// on a clock of its own without ever dropping any of it, and notes every breach of the protocol.
///
/// ```java
/// var call = RtviCall.binary(URI.create("ws://127.0.0.1:8000/rtvi")).with("agent", "garage");
/// try (var peer = RtviPeer.join(call, person)) {
///     peer.events().await("bot-ready");
///     peer.write("I would like to book an appointment");
///     peer.press("12#");
///     RtviEnd end = peer.closed().join();  // or peer.leave()
///     assertThat(peer.violations()).isEmpty();
/// }
/// ```
///
/// Two threads of its own: one reads, one paces; [Person] runs on the pacing one. If the machine
/// stalls, frames that are due are sent at once, as a network does after a stall. All methods may
/// be called from any thread.
public final class RtviPeer implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final long CLOSE_PATIENCE_NANOS = 3_000_000_000L;
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(10);

    private final RtviCall call;
    private final WebSocketLine line;
    private final RtviSide side;
    private final ReentrantLock sideLock = new ReentrantLock();
    private final RtviRecording recording = new RtviRecording();
    private final RtviEvents events = new RtviEvents();
    private final AtomicReference<@Nullable RtviEnd> firstEnd = new AtomicReference<>();
    private final CompletableFuture<RtviEnd> closed = new CompletableFuture<>();
    private final long began = System.nanoTime();
    private final Thread pacer;
    private volatile boolean over;
    private volatile boolean deaf;
    private volatile boolean frozen;
    private volatile boolean left;

    private RtviPeer(RtviCall call, Person person, WebSocketLine line) {
        this.call = call;
        this.line = line;
        this.side = new RtviSide(call, person, recording, events);
        this.pacer = Thread.ofPlatform().daemon().name("rtvi-pacer").unstarted(this::pace);
        pacer.start();
        Thread.ofVirtual().name("rtvi-reader").start(this::read);
    }

    /// Connects, says `client-ready`, and begins to send sound at once. Throws
    /// [dev.parley.sim.websocket.HandshakeRefused] if the server refuses the socket, and another
    /// [IOException] if it cannot be reached.
    public static RtviPeer join(RtviCall call, Person person) throws IOException {
        return new RtviPeer(call, person, WebSocketLine.connect(call.handshake()));
    }

    /// Everything the server told.
    public RtviEvents events() {
        return events;
    }

    /// Writes instead of speaking; answered aloud, at once.
    public void write(String text) {
        send("send-text", JsonNodeFactory.instance.objectNode().put("content", text));
    }

    /// Writes, and says whether that interrupts and is answered, and whether aloud.
    public void write(String text, boolean runImmediately, boolean audioResponse) {
        var data = JsonNodeFactory.instance.objectNode().put("content", text);
        data.putObject("options")
                .put("run_immediately", runImmediately)
                .put("audio_response", audioResponse);
        send("send-text", data);
    }

    /// Presses keys: 0-9, *, #.
    public void press(String keys) {
        var data = JsonNodeFactory.instance.objectNode();
        var buttons = data.putArray("buttons");
        keys.chars().forEach(key -> buttons.add(Character.toString(key)));
        send("dtmf", data);
    }

    /// Asks the app something and waits for its answer: the `server-response` or `error-response`.
    /// Throws [TimeoutException] after ten seconds, as the published client gives up.
    public RtviEvent request(String topic, @Nullable JsonNode data)
            throws InterruptedException, TimeoutException {
        var body = JsonNodeFactory.instance.objectNode().put("t", topic);
        if (data != null) {
            body.set("d", data);
        }
        var id = send("client-message", body);
        return events.await(0, event -> event.id().equals(id), REQUEST_PATIENCE);
    }

    /// Sends any message; gives its id.
    public String send(String type, @Nullable JsonNode data) {
        var id = new String[] {""};
        sendFromSide(() -> {
            id[0] = side.messages().nextId();
            return List.of(side.message(type, id[0], data));
        });
        return id[0];
    }

    /// Switches the microphone off and on: while it is off nothing is sent.
    public void mute(boolean muted) {
        ofSide(() -> {
            side.mute(muted);
            return muted;
        });
    }

    /// Asks the bot to finish and close.
    public void dismiss() {
        send("disconnect-bot", null);
    }

    /// Closes as the published client does: a bare close frame. Returns at once; see [#closed()].
    public void leave() {
        if (!over && !left) {
            left = true;
            attempt(() -> line.frame(WebSocketLine.CLOSE, true, new byte[0]));
            LockSupport.unpark(pacer);
        }
    }

    /// Does something wrong now; returns when it was sent.
    public void commit(RtviFault fault) {
        new RtviMisdeeds(this, line, call).commit(fault);
    }

    /// Completes when the session is over, by whoever ended it.
    public CompletableFuture<RtviEnd> closed() {
        return closed.copy();
    }

    /// Both sides of the session so far.
    public RtviRecording recording() {
        return recording;
    }

    /// What the server did wrong so far.
    public List<RtviViolation> violations() {
        return side.judge().violations();
    }

    /// What the server said was heard, segment by segment.
    public List<String> heard() {
        return ofSide(() -> side.judge().heard());
    }

    /// Milliseconds since the session began, by the frames played.
    public long millis() {
        return ofSide(side::millis);
    }

    /// Sound of the bot that was received and not played yet, milliseconds.
    public long waitingMillis() {
        return ofSide(side::waitingMillis);
    }

    /// The most sound that ever waited in the player, milliseconds: the server's lead, and what it
    /// sent at once after a stall.
    public long maxAheadMillis() {
        return ofSide(() -> side.judge().maxAheadMillis());
    }

    /// Sound received so far, milliseconds.
    public long soundMillis() {
        return ofSide(() -> Math.round(side.judge().soundMillis()));
    }

    /// For each time the user began to speak into the bot's voice: how long the bot was still
    /// audible, milliseconds.
    public List<Long> hushMillis() {
        var audible = recording.audible();
        List<Long> hushes = new ArrayList<>();
        for (var event : events.of("user-started-speaking")) {
            audible.stream()
                    .filter(span -> span.from() < event.millis() && event.millis() < span.to())
                    .findFirst()
                    .ifPresent(span -> hushes.add(span.to() - event.millis()));
        }
        return hushes;
    }

    /// For each end of a user's turn that found the bot silent: how long until it was audible,
    /// milliseconds.
    public List<Long> replyMillis() {
        var audible = recording.audible();
        List<Long> replies = new ArrayList<>();
        for (var event : events.of("user-stopped-speaking")) {
            audible.stream()
                    .filter(span -> span.to() > event.millis())
                    .findFirst()
                    .ifPresent(span -> replies.add(Math.max(0, span.from() - event.millis())));
        }
        return replies;
    }

    /// Ends whatever is still going on without a word, and waits for the threads.
    @Override
    public void close() {
        finish(new RtviEnd.Lost("closed by its owner"));
        if (!Thread.currentThread().equals(pacer)) {
            try {
                pacer.join(CLOSE_PATIENCE_NANOS / 1_000_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void stopReading() {
        deaf = true;
    }

    void freeze(boolean still) {
        frozen = still;
    }

    void vanish() {
        attempt(line::reset);
        finish(new RtviEnd.Lost("vanished"));
    }

    RtviSide side() {
        return side;
    }

    /// Makes messages under the lock of the session's state and sends them in that order.
    void sendFromSide(Supplier<List<Outgoing>> messages) {
        sideLock.lock();
        try {
            if (over) {
                return;
            }
            for (var message : messages.get()) {
                message.send(line);
            }
        } catch (IOException broken) {
            finish(new RtviEnd.Lost(String.valueOf(broken.getMessage())));
        } finally {
            sideLock.unlock();
        }
    }

    private void pace() {
        sendFromSide(side::opening);
        long due = began + FRAME_NANOS;
        while (!over && !left) {
            long now = System.nanoTime();
            if (due > now) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            long late = (now - due) / 1_000_000;
            due += FRAME_NANOS;
            if (!frozen) {
                sendFromSide(() -> {
                    side.judge().late(late, now);
                    return side.tick();
                });
            }
        }
        awaitClose();
    }

    /// After our close frame the server's ends the session; one that never comes does not.
    private void awaitClose() {
        long patience = System.nanoTime() + CLOSE_PATIENCE_NANOS;
        while (!over && System.nanoTime() < patience) {
            LockSupport.parkNanos(FRAME_NANOS);
        }
        finish(new RtviEnd.Left());
    }

    private void read() {
        try {
            while (!over) {
                while (deaf && !over) {
                    LockSupport.parkNanos(FRAME_NANOS);
                }
                var incoming = line.read();
                switch (incoming) {
                    case Incoming.Text _, Incoming.Binary _ -> take(incoming);
                    case Incoming.Close(int code, String reason) -> {
                        if (!left) {
                            attempt(() -> line.close(code == 1005 ? 1000 : code, ""));
                        }
                        finish(
                                left
                                        ? new RtviEnd.Left()
                                        : new RtviEnd.ClosedByServer(code, reason));
                    }
                    case Incoming.Broken(String what) -> {
                        ofSide(() -> {
                            side.judge().broken(what, sinceBegan());
                            return what;
                        });
                        finish(new RtviEnd.Lost(what));
                    }
                }
            }
        } catch (IOException broken) {
            finish(
                    left
                            ? new RtviEnd.Left()
                            : new RtviEnd.Lost(String.valueOf(broken.getMessage())));
        }
    }

    /// What arrives after our own goodbye is nobody's fault and nobody's business.
    private void take(Incoming incoming) {
        if (!left && ofSide(() -> side.received(incoming, System.nanoTime(), sinceBegan()))) {
            leave();
        }
    }

    private long sinceBegan() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /// The first end counts: once it is over, every thread of this peer comes here.
    private void finish(RtviEnd end) {
        var first = firstEnd.compareAndExchange(null, end);
        over = true;
        attempt(line::close);
        closed.complete(first == null ? end : first);
        events.end();
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
