package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call at a [RecognizerChain]. Every utterance without an answer keeps its sound; when its
/// recognizer fails, the session is closed, so that nothing late comes of it, and all its
/// utterances are told again, in order, to a new session. Each is answered once, because whoever
/// does not hold an utterance is not listened to.
///
/// Threads: everything runs in the [Serial], mostly on the leg's IO thread.
///
/// Queue: [#MAX_KEPT] samples of sound a call; beyond it the oldest are forgotten, and counted if a
/// recognizer misses them.
final class ChainedEar implements Recognizer.Session, UnderWay.Request {
    /// 20 s.
    static final int MAX_KEPT = 20 * 16_000;

    /// Speech of which something should be understood; a cough is shorter.
    private static final int CLEAR_MILLIS = 600;

    /// So often in a row nothing is understood of it before another is asked.
    private static final int DEAF = 2;

    /// Between two looks whether a recognizer that hears again has room.
    private static final Duration REST = Duration.ofMillis(20);

    private static final ProviderFault NOTHING_HEARD =
            new ProviderFault(
                    ProviderFailure.PROTOCOL,
                    "expected words for clear speech, got none " + DEAF + " times in a row");

    private final RecognizerChain chain;
    private final Candidates<Recognizer> candidates;
    private final Recognizer.Listener listener;
    private final Recognizer.Line callLine;
    private final Timekeeper time;
    private final boolean keeps;
    private final Serial serial = new Serial();
    private volatile boolean isClosed;

    private final Map<Long, HeardUtterance> unanswered = new LinkedHashMap<>();
    private final Set<EarLine> lines = new HashSet<>();
    private final Set<Timekeeper.Alarm> alarms = new HashSet<>();
    private @Nullable EarLine current;
    private @Nullable HeardUtterance open;
    private boolean isOver;
    private int kept;

    ChainedEar(
            RecognizerChain chain,
            Candidates<Recognizer> candidates,
            Recognizer.Listener listener,
            Recognizer.Line callLine) {
        this.callLine = callLine;
        this.chain = chain;
        this.candidates = candidates;
        this.listener = listener;
        this.time = candidates.time();
        this.keeps = candidates.maySendAgain();
    }

    /// A connection is opened ahead of the first word.
    @Override
    public void start() {
        serial.run(() -> {
            for (var candidate : candidates.all()) {
                if (!isOver && current == null && candidate.wouldAdmit()) {
                    current = line(candidate);
                }
            }
        });
    }

    @Override
    public void begin(long utterance, Expectation expectation) {
        serial.run(() -> {
            if (!isOver) {
                begun(utterance, expectation);
            }
        });
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        if (count > 0 && !isClosed) {
            var copy = Arrays.copyOfRange(samples, offset, offset + count);
            serial.run(() -> heard(copy));
        }
    }

    @Override
    public void finish(long utterance) {
        serial.run(() -> {
            var finished = open;
            if (finished != null && finished.id == utterance) {
                open = null;
                finished.isFinished = true;
                if (finished.isCaughtUp) {
                    finishNow(finished);
                }
            }
        });
    }

    @Override
    public void cancel(long utterance) {
        serial.run(() -> {
            var cancelled = unanswered.get(utterance);
            if (cancelled != null) {
                forget(cancelled);
            }
        });
    }

    @Override
    public void close() {
        isClosed = true;
        serial.run(this::over);
    }

    @Override
    public void abandon() {
        serial.run(() -> {
            if (!isOver) {
                var waiting = List.copyOf(unanswered.keySet());
                over();
                waiting.forEach(each -> tell(told -> told.failed(each, Candidates.closed())));
            }
        });
    }

    private void over() {
        if (isOver) {
            return;
        }
        isOver = true;
        unanswered.values().forEach(HeardUtterance::stopLimit);
        unanswered.values().forEach(HeardUtterance::dropDoubt);
        for (var each : unanswered.values()) {
            if (each.line != null) {
                each.line.candidate.dropped();
            }
        }
        unanswered.clear();
        alarms.forEach(Timekeeper.Alarm::close);
        alarms.clear();
        lines.forEach(EarLine::close);
        lines.clear();
        open = null;
        current = null;
        chain.over(this);
    }

    // What the call says.

    private void begun(long id, Expectation expectation) {
        if (open != null) {
            forget(open);
        }
        var again = unanswered.get(id);
        if (again != null) {
            forget(again);
        }
        var route = new Route<>(candidates);
        var utterance = new HeardUtterance(id, expectation, route);
        unanswered.put(id, utterance);
        open = utterance;
        var candidate = route.next();
        if (candidate != null) {
            assign(utterance, lineFor(candidate));
        }
    }

    private void heard(short[] samples) {
        var speaking = open;
        if (speaking == null) {
            return;
        }
        if (keeps) {
            keep(speaking, samples);
        }
        if (speaking.isCaughtUp && speaking.line != null) {
            speaking.given = speaking.sound.end();
            speaking.line.session().audio(samples, 0, samples.length);
        }
    }

    private void keep(HeardUtterance speaking, short[] samples) {
        speaking.sound.add(samples);
        speaking.speech.add(samples);
        kept += samples.length;
        for (var each : unanswered.values()) {
            while (kept > MAX_KEPT) {
                int dropped = each.sound.dropOldest();
                if (dropped == 0) {
                    break;
                }
                kept -= dropped;
            }
        }
    }

    private void finishNow(HeardUtterance finished) {
        var line = finished.line;
        if (line == null) {
            return;
        }
        finished.finishedNanos = time.nanoTime();
        var limit = finished.route.limit();
        finished.limit = time.after(limit, () -> serial.run(() -> late(finished, line, limit)));
        line.session().finish(finished.id);
    }

    private void late(HeardUtterance finished, EarLine line, Duration limit) {
        if (finished.line == line && !isOver) {
            lost(
                    line,
                    finished,
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            "expected words within " + limit.toMillis() + " ms"));
        }
    }

    private void forget(HeardUtterance cancelled) {
        var line = cancelled.line;
        remove(cancelled);
        if (line != null) {
            line.candidate.dropped();
            line.untold.remove(cancelled);
            if (cancelled.hasBegun) {
                line.session().cancel(cancelled.id);
            }
            pump(line);
            retire(line);
        }
    }

    private void remove(HeardUtterance utterance) {
        unanswered.remove(utterance.id);
        kept -= utterance.sound.samples();
        utterance.stopLimit();
        utterance.dropDoubt();
        utterance.line = null;
        if (utterance.equals(open)) {
            open = null;
        }
    }

    // Lines.

    private EarLine lineFor(Candidate<Recognizer> candidate) {
        var present = current;
        if (present != null && present.candidate.equals(candidate) && !present.isClosed) {
            return present;
        }
        var line = line(candidate);
        current = line;
        if (present != null) {
            retire(present);
        }
        return line;
    }

    private EarLine line(Candidate<Recognizer> candidate) {
        var line = new EarLine(this, candidate);
        lines.add(line);
        line.open();
        return line;
    }

    /// A line that nothing is asked of any more is closed when it has answered.
    private void retire(EarLine line) {
        boolean isNeeded =
                line.equals(current)
                        || unanswered.values().stream().anyMatch(each -> line.equals(each.line));
        if (!isNeeded && lines.remove(line)) {
            line.close();
        }
    }

    private void assign(HeardUtterance utterance, EarLine line) {
        utterance.line = line;
        line.untold.addLast(utterance);
        pump(line);
    }

    /// Tells the line what it does not know yet, as fast as it takes it.
    private void pump(EarLine line) {
        while (!line.isClosed && line.goesOn == null) {
            var next = line.untold.peekFirst();
            if (next == null) {
                return;
            }
            if (!next.hasBegun) {
                next.hasBegun = true;
                line.session().begin(next.id, next.expectation);
            }
            if (!give(next, line)) {
                line.goesOn =
                        alarm(
                                REST,
                                () -> {
                                    line.goesOn = null;
                                    pump(line);
                                });
                return;
            }
            line.untold.removeFirst();
            next.isCaughtUp = true;
            if (next.isFinished) {
                finishNow(next);
            }
        }
    }

    /// @return whether all was given
    private boolean give(HeardUtterance utterance, EarLine line) {
        while (utterance.given < utterance.sound.end()) {
            int room = line.session().room();
            if (room <= 0) {
                return false;
            }
            long begin = utterance.sound.end() - utterance.sound.samples();
            if (utterance.given < begin) {
                candidates.forgot((int) (begin - utterance.given));
                utterance.given = begin;
            }
            long before = utterance.given;
            utterance.given = utterance.sound.give(before, room, line.session()::audio);
            candidates.replayed(line.candidate, (int) (utterance.given - before));
        }
        return true;
    }

    /// Runs in the serial; forgotten with the call.
    private Timekeeper.Alarm alarm(Duration delay, Runnable task) {
        var holder = new ArrayList<Timekeeper.Alarm>(1);
        var alarm =
                time.after(
                        delay,
                        () ->
                                serial.run(() -> {
                                    alarms.removeAll(holder);
                                    if (!isOver) {
                                        task.run();
                                    }
                                }));
        holder.add(alarm);
        alarms.add(alarm);
        return alarm;
    }

    Recognizer.Line callLine() {
        return callLine;
    }

    // What the recognizers say.

    void tell(EarLine from, long id, Consumer<Recognizer.Listener> what) {
        serial.run(() -> {
            if (holds(from, id)) {
                tell(what);
            }
        });
    }

    void answered(EarLine from, long id, String words) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance == null || !holds(from, id)) {
                return;
            }
            if (utterance.finishedNanos != 0) {
                from.candidate.began(time.nanoTime() - utterance.finishedNanos);
            }
            if (words.isBlank() ? isDeaf(from, utterance) : understood(from, utterance)) {
                doubt(from, utterance);
                return;
            }
            from.candidate.succeeded();
            remove(utterance);
            retire(from);
            tell(told -> told.finalWords(id, words));
        });
    }

    void failed(EarLine from, long id, ProviderFault fault) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance != null && holds(from, id)) {
                lost(from, utterance, fault);
            }
        });
    }

    /// @return false
    private boolean understood(EarLine from, HeardUtterance utterance) {
        from.candidate.hears();
        var doubted = utterance.doubted;
        if (doubted != null) {
            utterance.doubted = null;
            doubted.failed(NOTHING_HEARD);
        }
        return false;
    }

    /// Whether it should have understood something. A recognizer that keeps to a grammar may well
    /// find nothing of it.
    private boolean isDeaf(EarLine from, HeardUtterance utterance) {
        if (utterance.doubted != null) {
            utterance.doubted.hears();
            return false;
        }
        return utterance.speech.millis() >= CLEAR_MILLIS
                && !from.candidate.client().capabilities().grammars()
                && from.candidate.heardNothing() >= DEAF
                && utterance.route.hasOther();
    }

    /// Another hears it too. If that understands something, the first has failed.
    private void doubt(EarLine line, HeardUtterance utterance) {
        utterance.lose();
        utterance.doubted = line.candidate;
        next(line.candidate, List.of(utterance), utterance, NOTHING_HEARD);
        retire(line);
    }

    private boolean holds(EarLine line, long id) {
        var utterance = unanswered.get(id);
        return !isOver && utterance != null && line.equals(utterance.line);
    }

    /// From any thread, also when the call is over.
    void used(Use use) {
        listener.used(use);
    }

    private void tell(Consumer<Recognizer.Listener> what) {
        if (!isClosed) {
            what.accept(listener);
        }
    }

    // Going on after a failure.

    /// Everything that this line has not answered goes on elsewhere.
    private void lost(EarLine line, HeardUtterance failed, ProviderFault fault) {
        line.candidate.failed(fault);
        List<HeardUtterance> moving = new ArrayList<>();
        for (var each : unanswered.values()) {
            if (line.equals(each.line)) {
                each.lose();
                each.route = failed.route;
                moving.add(each);
            }
        }
        if (line.equals(current)) {
            current = null;
        }
        lines.remove(line);
        line.close();
        var wait = failed.route.retry(fault, candidates.first(line.candidate));
        if (keeps && wait.isPresent()) {
            var _ = alarm(wait.get(), () -> again(line.candidate, moving, failed, fault));
        } else {
            next(line.candidate, moving, failed, fault);
        }
    }

    private void again(
            Candidate<Recognizer> candidate,
            List<HeardUtterance> moving,
            HeardUtterance failed,
            ProviderFault fault) {
        if (stillWaiting(moving).isEmpty()) {
            return;
        }
        if (candidate.admits()) {
            candidates.retried(candidate);
            move(moving, candidate);
        } else {
            next(candidate, moving, failed, fault);
        }
    }

    private void next(
            Candidate<Recognizer> from,
            List<HeardUtterance> moving,
            HeardUtterance failed,
            ProviderFault fault) {
        var next = keeps ? failed.route.next() : null;
        if (next != null) {
            candidates.switched(from, next, fault, listener);
            move(moving, next);
            return;
        }
        for (var each : stillWaiting(moving)) {
            boolean wasHeard = each.doubted != null;
            remove(each);
            tell(told -> {
                if (wasHeard) {
                    told.finalWords(each.id, "");
                } else {
                    told.failed(each.id, candidates.nobody(fault));
                }
            });
        }
    }

    /// To a session of their own, so that they come in order and after nothing.
    private void move(List<HeardUtterance> moving, Candidate<Recognizer> to) {
        var line = line(to);
        if (current == null) {
            current = line;
        }
        stillWaiting(moving).forEach(each -> assign(each, line));
        retire(line);
    }

    private List<HeardUtterance> stillWaiting(List<HeardUtterance> moving) {
        return moving.stream()
                .filter(each -> each.equals(unanswered.get(each.id)) && each.line == null)
                .toList();
    }
}
