package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.hear.Listening;
import dev.parley.sim.vendor.hear.Stretch;
import dev.parley.sim.vendor.host.IdleWatch;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.SocketLoop;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.List;

/// One connection to `/v1/listen`. Results follow the sound's own time: interim ones every 300 ms,
/// a final one each 5 s of speech and at its end. Runs on the thread of the connection.
final class ListenSession implements SocketLoop.Ears {
    private static final double INTERIM_SECONDS = 0.3;
    private static final double LONGEST_SEGMENT = 5;
    private static final double PAUSE_WITHOUT_ENDPOINTING = 1;

    private final Visit visit;
    private final WebSocketSession session;
    private final ListenQuery query;
    private final ListenMessages messages;
    private final Listening listening;
    private final Outbox outbox;
    private final HearingFaults faults;
    private final IdleWatch idle;
    private boolean hasSound;
    private double segmentStart;
    private double nextInterim;
    private int finished;
    private double lastWordEnd = -1;
    private boolean awaitsUtteranceEnd;
    private boolean wasSpeechFinal;

    ListenSession(Visit visit, WebSocketSession session, ListenQuery query) {
        this.visit = visit;
        this.session = session;
        this.query = query;
        this.messages = new ListenMessages(Door.requestId(visit), query.model());
        this.listening =
                new Listening(
                        visit.script().hearing(),
                        () -> visit.desk().nextTurn(Stage.STT),
                        query.rate());
        this.outbox = new Outbox(visit);
        this.faults =
                new HearingFaults(
                        visit,
                        outbox,
                        session,
                        () -> {
                            visit.end("fault error");
                            session.close(1011, "NET-0000");
                        });
        this.idle =
                new IdleWatch(
                        session,
                        visit.script().delay(Delay.DEEPGRAM_SILENCE),
                        () -> {
                            visit.desk().violation("silence", "no sound and no KeepAlive in time");
                            visit.end("closed 1011");
                            session.close(1011, "NET-0001");
                        });
    }

    void run() throws IOException, InterruptedException {
        try {
            SocketLoop.run(visit, session, this);
        } finally {
            outbox.finish();
        }
    }

    @Override
    public void bytes(byte[] bytes) throws IOException {
        visit.audio(bytes.length);
        if (bytes.length == 0) {
            visit.desk().violation("empty-frame", "an empty binary frame closes the stream");
            closeStream();
            return;
        }
        if (bytes.length % query.coding().width() != 0) {
            visit.desk().violation("sample-cut", bytes.length + " bytes of 16-bit samples");
        }
        hasSound = true;
        idle.heard();
        listening.hear(query.coding().decode(bytes), this::step);
    }

    private void step(double now, boolean isLoud) {
        var stretch = listening.stretch();
        if (stretch == null) {
            utteranceEnd(now);
            return;
        }
        if (nextInterim == 0) {
            begin(stretch, now);
        }
        double quiet = now - stretch.end();
        double wanted =
                query.endpointing() < 0 ? PAUSE_WITHOUT_ENDPOINTING : query.endpointing() / 1_000.0;
        if (quiet >= Math.max(wanted, 0.02) - 1e-6) {
            end(stretch, now, query.endpointing() >= 0, false);
        } else if (now - segmentStart >= LONGEST_SEGMENT) {
            segment(stretch, now);
        } else if (query.interim() && now >= nextInterim) {
            interim(stretch, now);
        }
    }

    private void begin(Stretch stretch, double now) {
        var spout = faults.turn(stretch.turn());
        finished = 0;
        segmentStart = stretch.start();
        nextInterim = now + (spout.has(FaultKind.TOO_FAST) ? 0 : INTERIM_SECONDS);
        awaitsUtteranceEnd = false;
        if (query.vadEvents()) {
            faults.content(messages.speechStarted(time(stretch.start())));
        }
    }

    private void interim(Stretch stretch, double now) {
        nextInterim = now + (faults.spout().has(FaultKind.TOO_FAST) ? 0.02 : INTERIM_SECONDS);
        faults.content(
                results(
                        stretch,
                        now,
                        rest(stretch, false),
                        new ListenMessages.Marks(false, false, false)));
    }

    /// A part of long speech that will not change.
    private void segment(Stretch stretch, double now) {
        var words = rest(stretch, false);
        faults.mark(results(stretch, now, words, new ListenMessages.Marks(true, false, false)));
        finished += words.size();
        segmentStart = now;
    }

    private void end(Stretch stretch, double now, boolean speechFinal, boolean fromFinalize) {
        var words = rest(stretch, true);
        faults.mark(
                results(
                        stretch,
                        now,
                        words,
                        new ListenMessages.Marks(true, speechFinal, fromFinalize)));
        if (faults.spout().has(FaultKind.LATE)) {
            for (int i = 0; i < faults.spout().count(3); i++) {
                faults.stale(
                        results(
                                stretch,
                                now,
                                words,
                                new ListenMessages.Marks(false, false, false)));
            }
        }
        if (!words.isEmpty()) {
            lastWordEnd = words.getLast().end();
        }
        awaitsUtteranceEnd = lastWordEnd >= 0;
        wasSpeechFinal = speechFinal;
        nextInterim = 0;
        listening.endStretch();
    }

    private void utteranceEnd(double now) {
        if (awaitsUtteranceEnd
                && query.utteranceEnd() > 0
                && now - lastWordEnd >= query.utteranceEnd() / 1_000.0) {
            awaitsUtteranceEnd = false;
            if (!wasSpeechFinal || visit.script().is(Switch.UTTERANCE_END_AFTER_SPEECH_FINAL)) {
                faults.mark(messages.utteranceEnd(time(lastWordEnd)));
            }
        }
    }

    private String results(
            Stretch stretch, double now, List<HeardWord> words, ListenMessages.Marks marks) {
        return messages.results(
                time(segmentStart),
                time(now),
                words.stream()
                        .map(word ->
                                new HeardWord(word.word(), time(word.start()), time(word.end())))
                        .toList(),
                stretch.utterance().confidence(),
                marks);
    }

    /// The words that are in no final result yet.
    private List<HeardWord> rest(Stretch stretch, boolean isWhole) {
        if (faults.spout().has(FaultKind.ZERO_BYTES)) {
            return List.of();
        }
        var words = stretch.words(isWhole);
        return words.subList(Math.min(finished, words.size()), words.size());
    }

    /// Seconds as the vendor gives them: of another rate if that is the fault.
    private double time(double seconds) {
        var spout = faults.spout();
        return spout.has(FaultKind.WRONG_RATE)
                ? seconds * query.rate() / spout.count(2 * query.rate())
                : seconds;
    }

    @Override
    public void text(String text) throws IOException {
        switch (Json.parse(text).map(json -> json.path("type").asText()).orElse("")) {
            case "KeepAlive" -> {
                if (hasSound) {
                    idle.heard();
                }
            }
            case "Finalize" -> {
                idle.heard();
                finalizeNow();
            }
            case "CloseStream" -> closeStream();
            default -> {
                visit.desk().violation("message", "no message of this protocol: " + text);
                if (visit.script().is(Switch.DEEPGRAM_ERROR_MESSAGE)) {
                    session.send(ListenMessages.error("unknown message"));
                }
                visit.end("closed 1008");
                session.close(1008, "DATA-0000");
            }
        }
    }

    private void finalizeNow() {
        var stretch = listening.stretch();
        double now = listening.now();
        if (stretch != null) {
            end(stretch, now, true, true);
        } else if (visit.script().is(Switch.FINALIZE_ALWAYS_ANSWERS)) {
            faults.mark(
                    messages.results(
                            time(now),
                            time(now),
                            List.of(),
                            0,
                            new ListenMessages.Marks(true, true, true)));
        }
    }

    private void closeStream() {
        var stretch = listening.stretch();
        if (stretch != null) {
            end(stretch, listening.now(), true, false);
        }
        faults.mark(messages.metadata(listening.now()));
        outbox.add(() -> {
            visit.end("done");
            session.close(1000, "");
        });
    }
}
