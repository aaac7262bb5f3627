package dev.parley.providers.deepgram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.HttpFailures;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Reopening;
import dev.parley.providers.net.SocketLine;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One call at Deepgram: a socket opened ahead and kept for the whole call. The port's methods run
/// on the leg's IO thread and only leave things in the [SoundInbox]; all else is on one loop.
///
/// When the socket breaks, every utterance without an answer fails, and another is opened: at once
/// for the next utterance, else after a pause that doubles up to 30 s.
final class ListenSession implements Recognizer.Session, SocketLine.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double RATE = 16_000;
    private static final int SAMPLES_A_MILLI = 16;
    private static final double MOST_AHEAD_SECONDS = 0.5;

    /// Utterances that may be unanswered at a time; a call has one, two while it interrupts itself.
    private static final int MAX_UNANSWERED = 16;

    private final DeepgramRecognizer desk;
    private final ListenSettings settings;
    private final Recognizer.Listener listener;
    private final Loop loop;
    private final Dialect dialect;
    private final WireSound wire;
    private final SoundInbox inbox = new SoundInbox();

    /// What was left in the inbox will be seen by the loop, which was told already.
    private final AtomicBoolean isDraining = new AtomicBoolean();

    // The leg's IO thread.
    private final short[] gathered;
    private int gatheredCount;
    private @Nullable SpokenUtterance open;
    private final ArrayDeque<SpokenUtterance> recent = new ArrayDeque<>();
    private volatile boolean isClosed;

    // The loop.
    private final List<SpokenUtterance> unanswered = new ArrayList<>();
    private @Nullable SocketLine line;
    private @Nullable SpokenUtterance speaking;
    private long sentSamples;
    private boolean hasSent;
    private boolean isFreed;
    private final Reopening reopening;
    private Loop.@Nullable Alarm alive;

    /// @param keyTerms as many as the vendor takes
    ListenSession(
            DeepgramRecognizer desk,
            ListenSettings settings,
            WireSound wire,
            List<String> keyTerms,
            Recognizer.Listener listener) {
        this.desk = desk;
        this.settings = settings;
        this.wire = wire;
        this.gathered = new short[Math.toIntExact(settings.piece().toMillis() * SAMPLES_A_MILLI)];
        this.listener = listener;
        this.loop = desk.sockets().loop();
        this.reopening = new Reopening(loop, this::connect);
        this.dialect =
                settings.isFlux()
                        ? new FluxDialect(this, settings, wire, keyTerms)
                        : new NovaDialect(this, settings, wire, keyTerms);
        boolean _ =
                loop.run(() -> {
                    alive = loop.every(settings.keepAlive(), this::keepAlive);
                    connect();
                });
    }

    @Override
    public void begin(long utterance, Expectation expectation) {
        if (isClosed) {
            return;
        }
        var earlier = open;
        if (earlier != null) {
            cancel(earlier.id);
        }
        var begun = new SpokenUtterance(utterance);
        open = begun;
        gatheredCount = 0;
        if (recent.size() == MAX_UNANSWERED) {
            recent.removeFirst();
        }
        recent.addLast(begun);
        if (!loop.run(() -> expect(begun))) {
            listener.failed(utterance, ProviderFailure.CLOSED);
            open = null;
            return;
        }
        put(new SoundInbox.Item.Begin(begun));
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        if (open == null || isClosed) {
            return;
        }
        for (int done = 0; done < count; ) {
            int part = Math.min(count - done, gathered.length - gatheredCount);
            System.arraycopy(samples, offset + done, gathered, gatheredCount, part);
            gatheredCount += part;
            done += part;
            if (gatheredCount == gathered.length) {
                putGathered();
            }
        }
    }

    private void putGathered() {
        if (gatheredCount > 0) {
            put(new SoundInbox.Item.Sound(wire.encode(gathered, gatheredCount), gatheredCount));
            gatheredCount = 0;
        }
    }

    @Override
    public int room() {
        return Math.max(0, inbox.room() - gatheredCount);
    }

    @Override
    public void finish(long utterance) {
        var finished = open;
        if (isClosed || finished == null || finished.id != utterance) {
            return;
        }
        open = null;
        putGathered();
        put(new SoundInbox.Item.Finish(finished));
        boolean _ = loop.run(() -> limit(finished));
    }

    @Override
    public void cancel(long utterance) {
        for (var each : recent) {
            if (each.id == utterance && !each.isOver()) {
                each.forget();
                put(new SoundInbox.Item.Forget(each));
            }
        }
        var begun = open;
        if (begun != null && begun.id == utterance) {
            open = null;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            boolean _ = loop.run(this::free);
        }
    }

    private void put(SoundInbox.Item item) {
        int dropped = inbox.add(item);
        if (dropped > 0) {
            desk.dropped(dropped);
        }
        if (isDraining.compareAndSet(false, true)) {
            boolean _ = loop.run(this::drain);
        }
    }

    // All below runs on the loop.

    private void expect(SpokenUtterance begun) {
        if (isFreed) {
            return;
        }
        if (unanswered.size() >= MAX_UNANSWERED) {
            unanswered.removeIf(SpokenUtterance::isOver);
        }
        if (unanswered.size() >= MAX_UNANSWERED) {
            begun.over();
            tell(
                    begun,
                    new ProviderFault(
                            ProviderFailure.OVERLOADED,
                            MAX_UNANSWERED + " utterances wait already"));
            return;
        }
        unanswered.add(begun);
        if (line == null) {
            connect();
        }
    }

    private void connect() {
        if (line != null || isFreed) {
            return;
        }
        line =
                SocketLine.open(
                        desk.sockets(),
                        loop,
                        dialect.path(),
                        List.of(desk.key()),
                        settings.connect(),
                        this);
    }

    @Override
    public void opened() {
        reopening.opened();
        sentSamples = 0;
        dialect.opened();
        drain();
    }

    /// Sends what waits, as far as the network takes it.
    private void drain() {
        isDraining.set(false);
        var open = line;
        while (open != null && open.isOpen() && !open.isFull()) {
            switch (inbox.poll()) {
                case null -> {
                    return;
                }
                case SoundInbox.Item.Begin(var begun) -> {
                    begun.beganAt(seconds());
                    speaking = begun;
                }
                case SoundInbox.Item.Sound sound -> {
                    if (speaking != null && !speaking.isOver()) {
                        send(sound.bytes, sound.samples);
                    }
                }
                case SoundInbox.Item.Finish(var finished) -> finished(finished);
                case SoundInbox.Item.Forget(var forgotten) -> forget(forgotten);
            }
        }
    }

    private void finished(SpokenUtterance finished) {
        finished.endedAt(seconds());
        speaking = null;
        if (finished.isSilent()) {
            answer(finished);
        } else if (finished.isOver()) {
            dialect.forget(finished);
        } else {
            dialect.finish(finished);
        }
    }

    private void forget(SpokenUtterance forgotten) {
        if (forgotten.hasEnded()) {
            return; // its end was asked for when it was finished
        }
        forgotten.endedAt(seconds());
        if (forgotten.equals(speaking)) {
            speaking = null;
        }
        if (forgotten.isSilent()) {
            unanswered.remove(forgotten);
        } else {
            dialect.forget(forgotten);
        }
    }

    private void limit(SpokenUtterance finished) {
        if (finished.isOver() || isFreed) {
            return;
        }
        var _ =
                loop.after(
                        settings.settle(),
                        () -> {
                            if (!finished.isOver() && finished.hasEnded() && finished.isCovered()) {
                                answer(finished);
                            }
                        });
        var _ =
                loop.after(
                        settings.answer(),
                        () -> {
                            if (!finished.isOver()) {
                                if (finished.hasEnded() && finished.isCovered()) {
                                    answer(finished);
                                } else {
                                    fail(
                                            finished,
                                            new ProviderFault(
                                                    ProviderFailure.TIMED_OUT,
                                                    "no words came in time"));
                                }
                            }
                        });
    }

    @Override
    public void writable() {
        drain();
    }

    @Override
    public void text(String message) {
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (JacksonException _) {
            node = null;
        }
        if (node == null || !node.isObject()) {
            broken(new ProviderFault(ProviderFailure.PROTOCOL, "expected JSON from Deepgram"));
        } else if (node.path("type").asText().equals("Error")) {
            broken(HttpFailures.inStream(0, node));
        } else {
            dialect.message(node);
            drain(); // nothing, if that closed the line
        }
    }

    @Override
    public void binary(Buffer message) {
        // Deepgram's recognizers send none.
    }

    @Override
    public void closed(ProviderFault fault) {
        line = null;
        lost(fault);
    }

    /// Nothing more of this connection is read.
    void broken(ProviderFault fault) {
        if (line != null) {
            line.close();
            line = null;
        }
        lost(fault);
    }

    /// What was sent is lost with the socket, and what waits would begin in the middle.
    private void lost(ProviderFault fault) {
        speaking = null;
        desk.lost(fault);
        for (var each : List.copyOf(unanswered)) {
            if (!each.isOver()) {
                fail(each, fault);
            }
        }
        unanswered.clear();
        reopening.lost();
    }

    private void keepAlive() {
        if (!hasSent && line != null && line.isOpen()) {
            dialect.keepAlive();
        }
        hasSent = false;
        drain();
    }

    /// Ends all; what has no answer gets none, because the call is over.
    private void free() {
        end(null);
    }

    /// The recognizer closes: says so for every utterance without an answer.
    void abandon() {
        isClosed = true;
        boolean _ =
                loop.run(() ->
                        end(new ProviderFault(ProviderFailure.CLOSED, "the client is closed")));
    }

    private void end(@Nullable ProviderFault told) {
        if (isFreed) {
            return;
        }
        isFreed = true;
        for (var each : List.copyOf(unanswered)) {
            if (told != null && !each.isOver()) {
                fail(each, told);
            }
            each.over();
        }
        unanswered.clear();
        inbox.clear();
        reopening.close();
        if (alive != null) {
            alive.close();
        }
        if (line != null) {
            line.text(dialect.farewell());
            line.close();
            line = null;
        }
        desk.left(this);
    }

    // For the dialect.

    void sendSilence(Duration length) {
        int samples = Math.toIntExact(length.toMillis() * SAMPLES_A_MILLI);
        send(wire.silence(samples), samples);
    }

    private void send(byte[] sound, int samples) {
        if (line != null) {
            line.sound(sound);
            sentSamples += samples;
            hasSent = true;
        }
    }

    void send(String control) {
        if (line != null) {
            line.text(control);
        }
    }

    /// Sound sent on this connection.
    double seconds() {
        return sentSamples / RATE;
    }

    /// A place in sound that was not sent yet: the vendor counts it at another rate, so its words
    /// would be laid to nobody. The connection is [#broken] then.
    boolean isAhead(double placeSeconds) {
        if (placeSeconds <= seconds() + MOST_AHEAD_SECONDS) {
            return false;
        }
        broken(
                new ProviderFault(
                        ProviderFailure.PROTOCOL,
                        "expected times within the %.1f s of sound sent, got %.1f s"
                                .formatted(seconds(), placeSeconds)));
        return true;
    }

    Loop loop() {
        return loop;
    }

    /// Utterances without an answer, the oldest first; those forgotten are in it until their sound
    /// has passed.
    List<SpokenUtterance> unanswered() {
        return unanswered;
    }

    Recognizer.Listener listener() {
        return listener;
    }

    void partial(SpokenUtterance utterance) {
        if (utterance.isOver() || isClosed) {
            return;
        }
        if (!utterance.hasEnded() && utterance.hasNews()) {
            listener.partialWords(utterance.id, utterance.words());
        } else {
            listener.listens(utterance.id);
        }
    }

    void answer(SpokenUtterance utterance) {
        boolean isWanted = !utterance.isOver();
        utterance.over();
        unanswered.remove(utterance);
        if (isWanted) {
            if (!isClosed) {
                listener.finalWords(utterance.id, utterance.words());
            }
        }
    }

    private void fail(SpokenUtterance utterance, ProviderFault fault) {
        utterance.over();
        unanswered.remove(utterance);
        tell(utterance, fault);
    }

    private void tell(SpokenUtterance utterance, ProviderFault fault) {
        desk.failed(fault.kind());
        listener.failed(utterance.id, fault);
    }
}
