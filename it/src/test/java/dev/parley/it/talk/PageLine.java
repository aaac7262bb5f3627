package dev.parley.it.talk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One socket of a page, seen from an agent that does what the test says.
final class PageLine {
    private static final int RATE = 16_000;

    private final ServerWebSocket socket;
    private final String query;
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final AtomicLong micSamples = new AtomicLong();
    private final AtomicInteger micRate = new AtomicInteger();
    private final AtomicInteger loudest = new AtomicInteger();
    private final BlockingQueue<Short> closeCodes = new LinkedBlockingQueue<>();
    private int segment;

    PageLine(ServerWebSocket socket) {
        this.socket = socket;
        this.query = socket.query() == null ? "" : socket.query();
        socket.binaryMessageHandler(bytes -> {
            switch (Frames.read(bytes)) {
                case Frames.Frame.Message(var json) -> messages.add(json);
                case Frames.Frame.Sound(var pcm, int rate) -> {
                    micRate.set(rate);
                    micSamples.addAndGet(pcm.length() / 2);
                    for (int i = 0; i + 1 < pcm.length(); i += 2) {
                        int height = Math.abs(pcm.getShortLE(i));
                        loudest.accumulateAndGet(height, Math::max);
                    }
                }
                case Frames.Frame.Other() -> {}
            }
        });
        socket.closeHandler(_ -> closeCodes.add(socket.closeStatusCode()));
    }

    /// What stood behind the question mark of its address.
    String query() {
        return query;
    }

    /// Seconds of microphone that came so far.
    double micSeconds() {
        return micSamples.get() / (double) RATE;
    }

    int micRate() {
        return micRate.get();
    }

    /// The loudest sample of the microphone since this was asked last.
    int loudest() {
        return loudest.getAndSet(0);
    }

    /// The next message of this type; others before it are passed over.
    JsonObject next(String type) throws InterruptedException {
        while (true) {
            var message = messages.poll(15, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("expected a " + type + " within 15 s, got none");
            }
            if (message.getString("type").equals(type)) {
                return message;
            }
        }
    }

    /// The code with which the page closed the socket.
    short closeCode() throws InterruptedException {
        var code = closeCodes.poll(15, TimeUnit.SECONDS);
        if (code == null) {
            throw new AssertionError("the page did not close its socket within 15 s");
        }
        return code;
    }

    /// Greets the page's client and gives it the call.
    PageLine answer(String callId, boolean resumed) throws InterruptedException {
        var ready = next("client-ready");
        message(
                new JsonObject()
                        .put("label", "rtvi-ai")
                        .put("type", "bot-ready")
                        .put("id", ready.getString("id"))
                        .put("data", new JsonObject().put("version", "2.2.0")));
        return own(
                "call",
                new JsonObject()
                        .put("call_id", callId)
                        .put("agent", "garage")
                        .put("resume", "come-back")
                        .put("records", "records-of-" + callId)
                        .put("resumed", resumed));
    }

    /// One of Parley's own messages.
    PageLine own(String kind, JsonObject fields) {
        return send("server-message", fields.copy().put("parley", kind));
    }

    PageLine turnState(String state) {
        return own("turn-state", new JsonObject().put("state", state));
    }

    PageLine send(String type) {
        return message(new JsonObject().put("label", "rtvi-ai").put("type", type));
    }

    PageLine send(String type, JsonObject data) {
        return message(
                new JsonObject().put("label", "rtvi-ai").put("type", type).put("data", data));
    }

    /// The caller was understood.
    PageLine callerSaid(String text, boolean isFinal) {
        return send(
                "user-transcription",
                new JsonObject()
                        .put("text", text)
                        .put("user_id", "")
                        .put("timestamp", Instant.EPOCH.toString())
                        .put("final", isFinal));
    }

    /// A sentence begins; returns its number.
    int sentence(String text) {
        segment++;
        output(segment, text, "new", 0);
        return segment;
    }

    /// The first `heard` characters of it were heard.
    PageLine progress(int sentence, String text, int heard) {
        return output(sentence, text, heard == text.length() ? "completed" : "in-progress", heard);
    }

    private PageLine output(int id, String text, String status, int heard) {
        return send(
                "bot-output",
                new JsonObject()
                        .put("text", text)
                        .put("output_type", "sentence")
                        .put("segment_id", id)
                        .put("will_be_spoken", true)
                        .put("spoken_status", status)
                        .put(
                                "spoken_progress",
                                new JsonObject()
                                        .put("accumulated_text", text.substring(0, heard))
                                        .put("remaining_text", text.substring(heard))));
    }

    /// A whole sentence, heard to its end.
    PageLine says(String text) {
        return progress(sentence(text), text, text.length());
    }

    PageLine latency(int turn, int... parts) {
        return own(
                "latency",
                new JsonObject()
                        .put("turn", turn)
                        .put("endpointing_ms", parts[0])
                        .put("recognition_ms", parts[1])
                        .put("dialog_ms", parts[2])
                        .put("synthesis_ms", parts[3])
                        .put("playout_ms", parts[4])
                        .put("total_ms", parts[0] + parts[1] + parts[2] + parts[3] + parts[4]));
    }

    /// A voice of one tone, all of it at once.
    PageLine sound(double seconds) {
        var samples = new short[640];
        for (int chunk = 0; chunk < seconds * RATE / samples.length; chunk++) {
            for (int i = 0; i < samples.length; i++) {
                double time = (chunk * samples.length + i) / (double) RATE;
                samples[i] = (short) (9_000 * Math.sin(2 * Math.PI * 300 * time));
            }
            write(Frames.sound(samples, RATE));
        }
        return this;
    }

    PageLine cut() {
        write(Frames.interruption());
        return send("bot-interrupted");
    }

    /// Ends the call as a server does: says why, closes with 1000.
    void end(String reason, String outcome, String callId) {
        own(
                "ended",
                new JsonObject()
                        .put("reason", reason)
                        .put("outcome", outcome)
                        .put("call_id", callId));
        close((short) 1000);
    }

    void close(short code) {
        var _ = socket.close(code);
    }

    private PageLine message(JsonObject message) {
        write(Frames.message(message));
        return this;
    }

    private void write(Buffer frame) {
        var _ = socket.writeBinaryMessage(frame);
    }
}
