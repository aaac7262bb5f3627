package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.Frame;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.SocketLoop;
import dev.parley.sim.vendor.host.SocketOutlet;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.voice.Rendering;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One connection to `/v1/speak`. A request, for faults, is the text up to a Flush or Clear. Runs
/// on the thread of the connection; an outbox speaks.
final class SpeakSession implements SocketLoop.Ears {
    private static final int LATE_PIECES = 3;
    private static final int STALE_BYTES = 320;
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Visit visit;
    private final WebSocketSession session;
    private final SpeakQuery query;
    private final SocketOutlet outlet;
    private final Outbox outbox;
    private final IdleWatch idle;
    private final StringBuilder buffer = new StringBuilder();
    private final Deque<Long> flushes = new ArrayDeque<>();
    private final AtomicInteger sequence = new AtomicInteger();
    private @Nullable Spout<Frame> spout;
    private final AtomicInteger epoch = new AtomicInteger();

    SpeakSession(Visit visit, WebSocketSession session, SpeakQuery query) {
        this.visit = visit;
        this.session = session;
        this.query = query;
        this.outlet =
                new SocketOutlet(
                        session,
                        () -> {
                            visit.end("fault error");
                            session.close(1011, "NET-0000");
                        });
        this.outbox = new Outbox(visit);
        this.idle =
                new IdleWatch(
                        session,
                        visit.script().delay(Delay.DEEPGRAM_SPEAK_IDLE),
                        () -> {
                            visit.end("closed 1011");
                            session.close(1011, "NET-0001");
                        });
    }

    void run() throws IOException, InterruptedException {
        try {
            var metadata =
                    Json.object()
                            .put("type", "Metadata")
                            .put("request_id", Door.requestId(visit))
                            .put("model_name", query.model())
                            .put("model_version", "2025-05-01.0")
                            .put("model_uuid", "b2000000-0000-4000-8000-000000000001");
            metadata.putArray("additional_model_uuids");
            session.send(metadata.toString());
            SocketLoop.run(visit, session, this);
        } finally {
            outbox.finish();
        }
    }

    @Override
    public void bytes(byte[] bytes) throws IOException {
        wrong("binary", "a binary message", 1003, "MESSAGE-0000");
    }

    @Override
    public void text(String text) throws IOException {
        idle.heard();
        var json = Json.parse(text).orElseGet(Json::object);
        switch (json.path("type").asText()) {
            case "Speak" -> {
                if (json.path("text").isTextual()) {
                    speak(json.path("text").asText());
                } else {
                    wrong("speak", "Speak without a text", 1008, "DATA-0000");
                }
            }
            case "Flush" -> flush();
            case "Clear" -> clear();
            case "Close" -> close();
            default -> wrong("message", "no message of this protocol: " + text, 1008, "DATA-0000");
        }
    }

    private void wrong(String rule, String what, int code, String reason) throws IOException {
        visit.desk().violation(rule, what);
        visit.end("closed " + code);
        session.close(code, reason);
    }

    private void speak(String text) throws IOException {
        if (text.length() > visit.script().limit(Limit.SPEAK_CHARACTERS)) {
            wrong("length", text.length() + " characters in one Speak", 1009, "BIG-0001");
            return;
        }
        buffer.append(text);
        int end = 0;
        for (int i = 0; i + 1 < buffer.length(); i++) {
            if (".?!".indexOf(buffer.charAt(i)) >= 0
                    && Character.isWhitespace(buffer.charAt(i + 1))) {
                end = i + 2;
            }
        }
        render(end);
    }

    private void render(int end) {
        if (end > 0) {
            var text = buffer.substring(0, end);
            buffer.delete(0, end);
            boolean isFirst = spout == null;
            var now = spout();
            int at = epoch.get();
            outbox.add(() -> render(text, now, isFirst, at));
        }
    }

    /// The spout of this request; begins one if there is none.
    private Spout<Frame> spout() {
        var now = spout;
        if (now == null) {
            long number = visit.desk().nextRequest(Stage.TTS);
            visit.refusal(number, number).ifPresent(this::refuse);
            now = new Spout<>(outlet, visit.inStream(number, number), visit.script());
            spout = now;
        }
        return now;
    }

    private void refuse(FaultRule fault) {
        outbox.add(() -> {
            if (fault.kind() == FaultKind.REFUSE) {
                throw new Struck("refuse", Struck.After.CUT);
            }
            visit.end("fault " + fault.kind());
            switch (fault.kind()) {
                case UNAUTHORIZED -> session.close(1008, "INVALID_AUTH");
                case PAYMENT -> session.close(1008, "ASR_PAYMENT_REQUIRED");
                case RATE -> session.close(1008, "DATA-0001");
                case REFUSE,
                        SERVER,
                        SLOW_FIRST_BYTE,
                        STALL,
                        CUT,
                        ERROR,
                        GARBAGE,
                        SPLIT_UTF8,
                        DUPLICATE,
                        LATE,
                        WRONG_RATE,
                        ZERO_BYTES,
                        TOO_FAST,
                        TOO_SLOW ->
                        session.close(1011, "NET-0000");
            }
            throw new Struck(fault.kind().toString(), Struck.After.LEFT);
        });
    }

    private void render(String text, Spout<Frame> now, boolean isFirst, int at)
            throws IOException, InterruptedException {
        if (isFirst) {
            now.waitForFirst(Delay.FIRST_SOUND);
        }
        for (var piece :
                Rendering.of(visit.script(), text, query.coding(), query.rate(), now).pieces()) {
            if (at != epoch.get()) {
                return;
            }
            now.content(new Frame.Bytes(piece.bytes()));
            pause(now.nextWait(visit.script().delay(Delay.BETWEEN_SOUNDS)), at);
        }
    }

    /// Waits so long, or until a Clear makes the wait pointless.
    private void pause(Duration time, int at) throws IOException, InterruptedException {
        var left = time;
        while (left.isPositive() && at == epoch.get()) {
            outlet.pause(left.compareTo(GLANCE) < 0 ? left : GLANCE);
            left = left.minus(GLANCE);
        }
    }

    private void flush() throws IOException {
        long now = System.nanoTime();
        long window = visit.script().delay(Delay.DEEPGRAM_FLUSH_WINDOW).toNanos();
        while (!flushes.isEmpty() && now - flushes.getFirst() > window) {
            flushes.removeFirst();
        }
        if (flushes.size() >= visit.script().limit(Limit.FLUSHES)) {
            visit.desk().violation("flushes", "more flushes than the vendor allows");
            session.send(
                    Json.object()
                            .put("type", "Warning")
                            .put("code", "EXCESSIVE_FLUSH")
                            .put("description", "Too many Flush messages; this one is ignored.")
                            .toString());
            return;
        }
        flushes.addLast(now);
        render(buffer.length());
        var ended = spout();
        int at = epoch.get();
        outbox.add(() -> {
            if (at == epoch.get()) {
                ended.mark(confirmation("Flushed"));
                late(ended);
            }
        });
        spout = null;
    }

    private Frame confirmation(String type) {
        return new Frame.Text(
                Json.object()
                        .put("type", type)
                        .put("sequence_id", sequence.getAndIncrement())
                        .toString());
    }

    private void late(Spout<Frame> ended) throws IOException {
        if (ended.has(FaultKind.LATE)) {
            for (int i = 0; i < ended.count(LATE_PIECES); i++) {
                outlet.send(new Frame.Bytes(new byte[STALE_BYTES]));
            }
        }
    }

    private void clear() {
        boolean hadSound = !outbox.isEmpty() || spout != null;
        epoch.incrementAndGet();
        buffer.setLength(0);
        outbox.clear();
        var ended = spout;
        spout = null;
        outbox.add(() -> {
            if (hadSound && visit.script().is(Switch.STALE_SOUND_BEFORE_CLEARED)) {
                outlet.send(new Frame.Bytes(new byte[STALE_BYTES]));
            }
            if (ended == null) {
                outlet.send(confirmation("Cleared"));
            } else {
                ended.mark(confirmation("Cleared"));
                late(ended);
            }
        });
    }

    private void close() throws IOException {
        if (visit.script().is(Switch.CLOSE_SPEAKS_REST)) {
            render(buffer.length());
        } else {
            epoch.incrementAndGet();
            outbox.clear();
        }
        outbox.add(() -> {
            visit.end("done");
            session.close(1000, "");
        });
    }
}
