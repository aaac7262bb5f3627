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
/// A recognizer that falls silent in the middle is not waited for: another listens along, its
/// guesses count while the first is silent, and its decision if the first has none in time
/// ([SignsOfLife]).
///
/// Threads: everything runs in the [Serial], mostly on the leg's IO thread.
///
/// Queue: [#MAX_KEPT] samples of sound a call; beyond it the oldest are forgotten, and counted if a
/// recognizer misses them.
final class ChainedEar implements Recognizer.Session, UnderWay.Request {
    /// 20 s.
    static final int MAX_KEPT = 20 * 16_000;

    /// Speech of which something should be understood: a lone yes has as much.
    private static final int CLEAR_MILLIS = 300;

    private static final ProviderFault NOTHING_HEARD =
            new ProviderFault(
                    ProviderFailure.PROTOCOL,
                    "expected words for clear speech, got none several times in a row");

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
                for (var hearing : finished.hearings()) {
                    if (hearing.isCaughtUp) {
                        finishNow(hearing);
                    }
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
        for (var each : unanswered.values()) {
            each.stopAlarms();
            each.dropDoubt();
            each.lines().forEach(line -> line.candidate.dropped());
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
        var utterance =
                new HeardUtterance(
                        id, expectation, route, candidates.settings().between().toNanos());
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
        int speech = 0;
        if (keeps) {
            speech = keep(speaking, samples);
        }
        for (var hearing : speaking.hearings()) {
            if (hearing.isCaughtUp) {
                hearing.given = speaking.sound.end();
                hearing.line.session().audio(samples, 0, samples.length);
            }
        }
        if (speech > 0) {
            speaking.signs.speech(speech, time.nanoTime());
            watch(speaking);
        }
    }

    /// @return milliseconds of clear speech
    private int keep(HeardUtterance speaking, short[] samples) {
        speaking.sound.add(samples);
        int speech = speaking.speech.add(samples);
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
        return speech;
    }

    /// The whole utterance was given.
    void finishNow(Hearing hearing) {
        hearing.finishedNanos = time.nanoTime();
        if (hearing.equals(hearing.utterance.hearing)) {
            limit(hearing);
        }
        hearing.line.session().finish(hearing.utterance.id);
    }

    /// From the end of the utterance; one that has been silent before has less.
    private void limit(Hearing hearing) {
        var utterance = hearing.utterance;
        var limit = utterance.route.limit();
        long due = hearing.finishedNanos + limit.toNanos();
        if (utterance.isSilent && utterance.second != null) {
            long least = hearing.finishedNanos + limit.toNanos() / 2;
            due = Math.min(due, Math.max(least, utterance.silentSinceNanos + limit.toNanos()));
        }
        utterance.stopLimit();
        utterance.limit =
                time.after(
                        Duration.ofNanos(Math.max(0, due - time.nanoTime())),
                        () -> serial.run(() -> late(hearing, limit)));
    }

    private void late(Hearing hearing, Duration limit) {
        if (hearing.equals(hearing.utterance.hearing) && !isOver) {
            lost(
                    hearing.line,
                    hearing.utterance,
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            "expected words within " + limit.toMillis() + " ms"));
        }
    }

    private void forget(HeardUtterance cancelled) {
        var hearing = cancelled.hearing;
        remove(cancelled);
        if (hearing != null) {
            leave(hearing);
        }
    }

    /// Whoever listens along is not needed any more either.
    private void remove(HeardUtterance utterance) {
        unanswered.remove(utterance.id);
        kept -= utterance.sound.samples();
        utterance.dropDoubt();
        utterance.lose();
        if (utterance.equals(open)) {
            open = null;
        }
        var second = utterance.second;
        if (second != null) {
            utterance.second = null;
            candidates.hedged(second.candidate(), "lost");
            leave(second);
        }
    }

    private void leave(Hearing hearing) {
        hearing.candidate().dropped();
        hearing.line.forget(hearing);
        retire(hearing.line);
    }

    // Signs of life.

    private void watch(HeardUtterance utterance) {
        var hearing = utterance.hearing;
        if (utterance.isSilent || hearing == null) {
            return;
        }
        long due = utterance.signs.due();
        long now = time.nanoTime();
        boolean isOverdue = due <= now;
        if ((utterance.watch == null || isOverdue)
                && due != SignsOfLife.NEVER
                && isWatched(utterance, hearing.candidate())) {
            utterance.stopWatch();
            if (isOverdue) {
                overdue(utterance);
            } else {
                utterance.watch =
                        time.after(
                                Duration.ofNanos(due - now),
                                () -> serial.run(() -> look(utterance)));
            }
        }
    }

    /// An engine in process is only slow when another would be too, and who tells no guesses is
    /// always silent.
    private boolean isWatched(HeardUtterance utterance, Candidate<Recognizer> candidate) {
        var able = candidate.client().capabilities();
        return able.partialWords()
                && able.streams()
                && !able.local()
                && utterance.doubted == null
                && (utterance.second != null || utterance.route.hasOther());
    }

    private void look(HeardUtterance utterance) {
        utterance.watch = null;
        if (!isOver && utterance.equals(unanswered.get(utterance.id))) {
            watch(utterance);
        }
    }

    private void overdue(HeardUtterance utterance) {
        if (utterance.second == null) {
            listenAlong(utterance);
            return;
        }
        silent(utterance);
        var guess = utterance.second.guess;
        if (!guess.isEmpty()) {
            tell(told -> told.partialWords(utterance.id, guess));
        }
    }

    private void silent(HeardUtterance utterance) {
        utterance.isSilent = true;
        utterance.silentSinceNanos = time.nanoTime();
    }

    private void listenAlong(HeardUtterance utterance) {
        var candidate = utterance.hearing == null ? null : utterance.route.beside();
        if (candidate != null) {
            silent(utterance);
            var second = new Hearing(utterance, line(candidate));
            utterance.second = second;
            second.line.take(second);
        }
    }

    private void alive(HeardUtterance utterance) {
        var hearing = utterance.hearing;
        utterance.signs.sign(hearing != null && hearing.candidate().isTalkative(), time.nanoTime());
        if (utterance.isSilent) {
            utterance.isSilent = false;
            if (utterance.limit != null && hearing != null) {
                limit(hearing);
            }
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
        var line = new EarLine(this, candidates, candidate);
        lines.add(line);
        line.open();
        return line;
    }

    /// A line that nothing is asked of any more is closed when it has answered.
    private void retire(EarLine line) {
        boolean isNeeded =
                line.equals(current)
                        || unanswered.values().stream()
                                .flatMap(HeardUtterance::lines)
                                .anyMatch(line::equals);
        if (!isNeeded && lines.remove(line)) {
            line.close();
        }
    }

    private void assign(HeardUtterance utterance, EarLine line) {
        var hearing = new Hearing(utterance, line);
        utterance.hearing = hearing;
        utterance.signs.anew();
        line.take(hearing);
    }

    /// Runs in the serial; forgotten with the call.
    Timekeeper.Alarm alarm(Duration delay, Runnable task) {
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
            var utterance = unanswered.get(id);
            if (utterance != null && utterance.isAt(from)) {
                alive(utterance);
                tell(what);
            } else if (utterance != null && utterance.isAlsoAt(from) && utterance.isSilent) {
                tell(what);
            }
        });
    }

    void guessed(EarLine from, long id, String words) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance != null && utterance.second != null && utterance.isAlsoAt(from)) {
                utterance.second.guess = words;
            }
        });
        tell(from, id, told -> told.partialWords(id, words));
    }

    void listens(EarLine from, long id) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance != null && utterance.isAt(from)) {
                from.candidate.tellsEachTime();
                alive(utterance);
            }
        });
    }

    void answered(EarLine from, long id, String words) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance == null) {
                return;
            }
            for (var hearing : utterance.hearings()) {
                if (hearing.isAt(from)) {
                    took(hearing);
                }
            }
            if (utterance.second != null && utterance.isAlsoAt(from)) {
                utterance.second.words = words;
            } else if (utterance.isAt(from)) {
                decided(from, utterance, words);
            }
        });
    }

    private void took(Hearing hearing) {
        if (hearing.finishedNanos != 0) {
            hearing.candidate().began(time.nanoTime() - hearing.finishedNanos);
        }
    }

    private void decided(EarLine from, HeardUtterance utterance, String words) {
        if (words.isBlank() ? isDeaf(from, utterance) : understood(from, utterance)) {
            doubt(from, utterance);
            return;
        }
        from.candidate.succeeded();
        remove(utterance);
        retire(from);
        tell(told -> told.finalWords(utterance.id, words));
    }

    void failed(EarLine from, long id, ProviderFault fault) {
        serial.run(() -> {
            var utterance = unanswered.get(id);
            if (utterance != null && utterance.isAt(from)) {
                lost(from, utterance, fault);
            } else if (utterance != null && utterance.isAlsoAt(from)) {
                secondFailed(from, utterance, fault);
            }
        });
    }

    private void secondFailed(EarLine from, HeardUtterance utterance, ProviderFault fault) {
        from.candidate.failed(fault);
        candidates.hedged(from.candidate, "lost");
        utterance.second = null;
        utterance.isSilent = false;
        utterance.route.leaveBeside();
        retire(from);
        if (utterance.limit != null && utterance.hearing != null) {
            limit(utterance.hearing);
        }
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
        int millis = utterance.speech.millis();
        return millis >= CLEAR_MILLIS
                && !from.candidate.client().capabilities().grammars()
                && from.candidate.heardNothing(millis)
                && (utterance.second != null || utterance.route.hasOther());
    }

    /// Another hears it too. If that understands something, the first has failed.
    private void doubt(EarLine line, HeardUtterance utterance) {
        utterance.lose();
        utterance.doubted = line.candidate;
        if (utterance.second != null) {
            takeOver(line.candidate, utterance.second, NOTHING_HEARD);
        } else {
            next(line.candidate, List.of(utterance), utterance, NOTHING_HEARD);
        }
        retire(line);
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
        List<Hearing> seconds = new ArrayList<>();
        for (var each : List.copyOf(unanswered.values())) {
            if (!each.isAt(line)) {
                continue;
            }
            each.lose();
            if (each.second != null) {
                seconds.add(each.second);
            } else {
                each.route = failed.route;
                moving.add(each);
            }
        }
        if (line.equals(current)) {
            current = null;
        }
        lines.remove(line);
        line.close();
        var along = failed.second;
        seconds.forEach(second -> takeOver(line.candidate, second, fault));
        if (along != null) {
            if (!moving.isEmpty()) {
                move(moving, along.candidate());
            }
            return;
        }
        var wait = failed.route.retry(fault, candidates.first(line.candidate));
        if (keeps && wait.isPresent()) {
            var _ = alarm(wait.get(), () -> again(line.candidate, moving, failed, fault));
        } else {
            next(line.candidate, moving, failed, fault);
        }
    }

    /// Whoever listened along has it now, and may have decided already.
    private void takeOver(Candidate<Recognizer> from, Hearing second, ProviderFault fault) {
        var utterance = second.utterance;
        candidates.hedged(second.candidate(), "won");
        candidates.switched(from, second.candidate(), fault, listener);
        utterance.route.takeOver();
        utterance.second = null;
        utterance.hearing = second;
        utterance.isSilent = false;
        utterance.signs.anew();
        if (second.words != null) {
            decided(second.line, utterance, second.words);
        } else if (second.finishedNanos != 0) {
            second.finishedNanos = time.nanoTime();
            limit(second);
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
                .filter(each -> each.equals(unanswered.get(each.id)) && each.hearing == null)
                .toList();
    }
}
