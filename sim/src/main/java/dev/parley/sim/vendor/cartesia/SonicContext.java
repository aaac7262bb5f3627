package dev.parley.sim.vendor.cartesia;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.host.Frame;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.SocketOutlet;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.voice.Rendering;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One context: text comes, sound goes. The thread of the connection adds; an outbox of its own
/// speaks, so that contexts do not wait for each other.
final class SonicContext {
    private static final int LATE_PIECES = 3;

    private final Visit visit;
    private final Generation first;
    private final ObjectNode fixed;
    private final SocketOutlet outlet;
    private final Spout<Frame> spout;
    private final Outbox outbox;
    private final ReentrantLock adding = new ReentrantLock();
    private final StringBuilder buffer = new StringBuilder();
    private int flushId = 1;
    private double offset;
    private boolean isFirstSound = true;
    private long additions;
    private volatile boolean isCancelled;
    private volatile boolean isOver;
    private volatile boolean isSpeaking;
    private volatile long idleSinceNanos = System.nanoTime();

    SonicContext(
            Visit visit, WebSocketSession session, Generation first, @Nullable FaultRule fault) {
        this.visit = visit;
        this.first = first;
        this.fixed = first.fixed();
        this.outlet =
                new SocketOutlet(
                        session,
                        () -> {
                            isOver = true;
                            session.send(
                                    SonicSession.error(
                                            visit,
                                            first.contextId(),
                                            CartesiaProblem.internal(500)));
                        });
        this.spout = new Spout<>(outlet, fault, visit.script());
        this.outbox = new Outbox(visit);
    }

    boolean fits(Generation next) {
        return fixed.equals(next.fixed());
    }

    /// Whether it has said everything, or was forgotten.
    boolean isOver() {
        adding.lock();
        try {
            return isOver
                    || (!isSpeaking
                            && outbox.isEmpty()
                            && buffer.isEmpty()
                            && System.nanoTime() - idleSinceNanos
                                    > visit.script().delay(Delay.CARTESIA_CONTEXT).toNanos());
        } finally {
            adding.unlock();
        }
    }

    /// Takes a message of this context.
    void add(Generation next) {
        adding.lock();
        try {
            take(next);
        } finally {
            adding.unlock();
        }
    }

    private void take(Generation next) {
        idleSinceNanos = System.nanoTime();
        buffer.append(next.transcript());
        long addition = ++additions;
        if (!next.goesOn()) {
            speakAll();
            outbox.add(this::done);
        } else if (next.flushes() || next.bufferMillis() == 0) {
            speakAll();
            int id = flushId++;
            outbox.add(
                    () -> mark(message("flush_done").put("flush_done", true).put("flush_id", id)));
        } else {
            speakSentences();
            waitForMore(addition, Duration.ofMillis(next.bufferMillis()));
        }
    }

    private void speakAll() {
        var text = buffer.toString();
        buffer.setLength(0);
        speak(text);
    }

    private void speakSentences() {
        int end = 0;
        for (int i = 0; i + 1 < buffer.length(); i++) {
            if (".?!".indexOf(buffer.charAt(i)) >= 0
                    && Character.isWhitespace(buffer.charAt(i + 1))) {
                end = i + 2;
            }
        }
        if (end > 0) {
            var text = buffer.substring(0, end);
            buffer.delete(0, end);
            speak(text);
        }
    }

    /// Text that is no sentence is spoken when nothing has come for so long.
    private void waitForMore(long addition, Duration time) {
        if (!buffer.isEmpty()) {
            Thread.ofVirtual()
                    .name("context-buffer")
                    .start(() -> {
                        try {
                            outlet.pause(time);
                        } catch (IOException _) {
                            return; // the client has gone
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                            return;
                        }
                        adding.lock();
                        try {
                            if (addition == additions) {
                                speakAll();
                            }
                        } finally {
                            adding.unlock();
                        }
                    });
        }
    }

    private void speak(String text) {
        int id = flushId;
        outbox.add(() -> render(text, id));
    }

    private void render(String text, int id) throws IOException, InterruptedException {
        isSpeaking = true;
        if (isFirstSound) {
            isFirstSound = false;
            spout.waitForFirst(Delay.FIRST_SOUND);
        }
        boolean finishes = visit.script().is(Switch.CANCEL_FINISHES_CURRENT);
        var rendering = Rendering.of(visit.script(), text, first.coding(), first.rate(), spout);
        for (var piece : rendering.pieces()) {
            if (isCancelled && !finishes) {
                return;
            }
            spout.content(new Frame.Text(chunk(piece.bytes(), id)));
            if (first.wantsWords() && !piece.words().isEmpty()) {
                spout.content(new Frame.Text(timestamps(piece)));
            }
            spout.waitForNext(Delay.BETWEEN_SOUNDS);
        }
        offset += rendering.seconds();
        idleSinceNanos = System.nanoTime();
        isSpeaking = false;
    }

    private String chunk(byte[] bytes, int id) {
        return message("chunk")
                .put("data", Base64.getEncoder().encodeToString(bytes))
                .put("step_time", 1.0)
                .put("flush_id", id)
                .toString();
    }

    private String timestamps(Rendering.Piece piece) {
        var message = message("timestamps");
        var times = message.putObject("word_timestamps");
        var words = times.putArray("words");
        var starts = times.putArray("start");
        var ends = times.putArray("end");
        for (var word : piece.words()) {
            words.add(word.word());
            starts.add(rounded(offset + word.startSeconds()));
            ends.add(rounded(offset + word.endSeconds()));
        }
        return message.toString();
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1_000) / 1_000.0;
    }

    private ObjectNode message(String type) {
        return Json.object()
                .put("type", type)
                .put("context_id", first.contextId())
                .put("done", false)
                .put("status_code", 206);
    }

    private void mark(ObjectNode message) throws IOException, InterruptedException {
        if (!isCancelled) {
            spout.mark(new Frame.Text(message.toString()));
        }
    }

    private void done() throws IOException, InterruptedException {
        mark(message("done").put("done", true).put("status_code", 200));
        if (spout.has(FaultKind.LATE)) {
            late();
        }
        isOver = true;
    }

    private void late() throws IOException {
        for (int i = 0; i < spout.count(LATE_PIECES); i++) {
            outlet.send(new Frame.Text(chunk(Coding.LINEAR16.encode(new short[160]), flushId)));
        }
    }

    /// Stops what has not begun; what is said when it stops is a setting.
    void cancel() {
        isCancelled = true;
        outbox.add(() -> {
            if (spout.has(FaultKind.LATE)) {
                late();
            }
            if (visit.script().is(Switch.DONE_AFTER_CANCEL)) {
                outlet.send(
                        new Frame.Text(
                                message("done")
                                        .put("done", true)
                                        .put("status_code", 200)
                                        .toString()));
            }
            isOver = true;
        });
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /// Ends its thread when it has nothing more to do.
    void retire() {
        outbox.last();
    }

    /// Ends its thread.
    void close() throws InterruptedException {
        outbox.finish();
    }
}
