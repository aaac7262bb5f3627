package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.call.conversation.Signal.FloorSignal;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Dialogue.Completeness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The caller's turns: when one begins, when the silence after it is long enough, what its words
/// are. A turn that goes on before it is answered is taken back and its words are joined.
///
/// Runs on the call thread. A turn consists of parts, one for each utterance of the Ear.
final class Turns implements Timed {
    enum State {
        IDLE,
        SPEAKING,
        PAUSED,
        /// Waits for the final words.
        DECIDING,
        /// Understood; waits until the agent can answer.
        READY
    }

    enum Move implements Transition<State> {
        BEGINS(State.IDLE, State.SPEAKING),
        PAUSES(State.SPEAKING, State.PAUSED),
        GOES_ON(State.PAUSED, State.SPEAKING),
        SILENT_LONG_ENOUGH(State.PAUSED, State.DECIDING),
        /// The recognizer says so.
        RECOGNIZER_ENDS(State.PAUSED, State.DECIDING),
        /// By the talk key.
        OPENED(State.IDLE, State.PAUSED),
        REOPENED(State.DECIDING, State.PAUSED),
        REOPENED_UNANSWERED(State.READY, State.PAUSED),
        /// By the talk key, or because the call is held.
        CLOSED(State.PAUSED, State.DECIDING),
        CLOSED_SPEAKING(State.SPEAKING, State.DECIDING),
        TOO_LONG(State.SPEAKING, State.DECIDING),
        TAKEN_BACK(State.DECIDING, State.SPEAKING),
        UNDERSTOOD(State.DECIDING, State.READY),
        GOES_ON_UNANSWERED(State.READY, State.SPEAKING),
        ANSWERED(State.READY, State.IDLE),
        WAS_BACKCHANNEL(State.READY, State.IDLE),
        WAS_NOISE(State.DECIDING, State.IDLE),
        VOIDED_SPEAKING(State.SPEAKING, State.IDLE),
        VOIDED_PAUSED(State.PAUSED, State.IDLE),
        VOIDED_DECIDING(State.DECIDING, State.IDLE),
        VOIDED_READY(State.READY, State.IDLE);

        private final State from;
        private final State to;

        Move(State from, State to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public State from() {
            return from;
        }

        @Override
        public State to() {
            return to;
        }
    }

    /// Without words, sound shorter than this is noise.
    static final long NOISE_MILLIS = 300;

    /// A turn is answered after this long, whether or not it ended: a television never stops.
    static final Duration LONGEST = Duration.ofSeconds(60);

    /// Within this time the Ear reports that the sound of a turn that was ended goes on.
    static final Duration REST_OF_SOUND = Duration.ofSeconds(1);

    /// So many failures of the recognizer in a row end the call.
    static final int MAX_FAILURES = 3;

    /// An end of turn of which the recognizer is less certain than this is an early one.
    static final double CERTAIN = 0.5;

    private final Endpointing endpointing;
    private final TurnVeto veto;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private final List<Part> parts = new ArrayList<>();
    private Tick deadline = Tick.NEVER;

    /// When a pause that lasts ends the turn.
    private Tick pauseEnds = Tick.NEVER;

    private Tick began = Tick.ZERO;
    private Tick silentSince = Tick.ZERO;
    private Tick soundsUntil = Tick.ZERO;
    private boolean overlong;
    private boolean stoppedAgent;
    private boolean deaf;
    private int failures;

    /// The talk key is down.
    private boolean pressed;

    private boolean held;

    /// How complete the answer was when the caller paused last.
    private Completeness pausedAs = Completeness.OPEN;

    /// The same of the turn that was answered last, and when its silence began.
    private Completeness answeredAs = Completeness.OPEN;

    private Tick answeredSilence = Tick.ZERO;

    /// What the recognizer says of the turn: it is over, or nearly.
    private boolean ended;

    private boolean nearlyEnded;

    /// Utterances up to this number are over.
    private long closed;

    /// The utterance that is open in the Ear though nothing will come of it; 0 for none.
    private long voided;

    private long speechStarted;
    private long speechEnded;
    private long burstStarted;
    private long speechMillis;
    private long decided;
    private long recognized;

    Turns(Endpointing endpointing, Outbox out, Guards guards, TransitionLog log) {
        this.endpointing = endpointing;
        this.veto = new TurnVeto(endpointing.judge(), out, guards);
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.IDLE, log);
    }

    /// Whether an event belongs to an utterance that is over or unknown.
    boolean isLate(Input.Ear event) {
        return switch (event) {
            case Input.Ear.SpeechStarted started -> started.utterance() <= closed;
            case Input.Ear.SpeechStopped stopped ->
                    stopped.utterance() <= closed && !endsVoidSound(stopped.utterance());
            case Input.Ear.PartialWords partial -> !isAwaited(partial.utterance(), false);
            case Input.Ear.FinalWords words -> !isAwaited(words.utterance(), true);
            case Input.Ear.RecognitionFailed failed -> !isAwaited(failed.utterance(), false);
            case Input.Ear.EndOfTurn ended -> !isAwaited(ended.utterance(), false);
            case Input.Ear.EagerEndOfTurn ended -> !isAwaited(ended.utterance(), false);
            case Input.Ear.TurnResumed resumed -> !isAwaited(resumed.utterance(), false);
            case Input.Ear.OwnVoice own ->
                    own.utterance() != voided
                            && !isOpen(part(own.utterance()))
                            && !endsVoidSound(own.utterance());
            case Input.Ear.KeyPressed _, Input.Ear.MediaStalled _, Input.Ear.MediaResumed _ ->
                    false;
        };
    }

    /// The sound of a turn that was ended stopped before the Ear heard of it.
    private boolean endsVoidSound(long utterance) {
        return utterance == closed && place.is(State.IDLE) && !soundsUntil.equals(Tick.ZERO);
    }

    /// Whether the Ear may still have the utterance, or had it until it was found to be nobody's.
    private static boolean isOpen(@Nullable Part part) {
        return part != null && !part.isOwn && !(part.finishing && part.done);
    }

    /// Whether words of an utterance are still to come; final ones only once it was finished.
    private boolean isAwaited(long utterance, boolean finished) {
        var part = part(utterance);
        return part != null && !part.done && (part.finishing || !finished);
    }

    void onEvent(Input.Ear event, Tick now) {
        switch (event) {
            case Input.Ear.SpeechStarted(long utterance, long media) ->
                    started(utterance, media, now);
            case Input.Ear.SpeechStopped(long utterance, long last, long silence) ->
                    stopped(utterance, last, silence, now);
            case Input.Ear.PartialWords(var utterance, var words) -> {
                var part = part(utterance);
                if (part != null && !part.done) {
                    part.words = words.reveal();
                    wordsSoFar(now);
                }
            }
            case Input.Ear.FinalWords(var utterance, var words) ->
                    answered(utterance, words.reveal(), false, now);
            case Input.Ear.RecognitionFailed(var utterance, var _) ->
                    answered(utterance, "", true, now);
            case Input.Ear.MediaStalled(long media) -> {
                if (place.is(State.SPEAKING) && !parts.isEmpty()) {
                    stopped(parts.getLast().utterance, media, 0, now);
                }
            }
            case Input.Ear.EndOfTurn(long utterance, double certainty) ->
                    claim(utterance, certainty >= CERTAIN, true, now);
            case Input.Ear.EagerEndOfTurn(long utterance) -> claim(utterance, false, true, now);
            case Input.Ear.TurnResumed(long utterance) -> claim(utterance, false, false, now);
            case Input.Ear.OwnVoice(long utterance) -> ownVoice(utterance, now);
            case Input.Ear.MediaResumed _, Input.Ear.KeyPressed _ -> {}
        }
    }

    /// An utterance was the agent's own voice: nothing of it counts, and if the turn has nothing
    /// else, there was none. If it has stopped the agent, it is answered without words; while the
    /// talk key is down, the turn is the caller's still.
    private void ownVoice(long utterance, Tick now) {
        if (endsVoidSound(utterance)) {
            soundsUntil = Tick.ZERO;
            return;
        }
        if (utterance == voided) {
            soundsUntil = Tick.ZERO;
            closed = Math.max(closed, voided);
            voided = 0;
            return;
        }
        var part = part(utterance);
        if (part == null || !isOpen(part) || !guards.has(Guard.OWN_VOICE_FORGOTTEN)) {
            return;
        }
        boolean wasSpeaking = place.is(State.SPEAKING) && parts.getLast() == part;
        part.words = "";
        part.done = true;
        part.isOwn = true;
        out.signal(new Signal.Echoed());
        if (!stoppedAgent && !pressed && parts.stream().allMatch(p -> p.isOwn)) {
            leave(
                    switch (place.state()) {
                        case SPEAKING -> Move.VOIDED_SPEAKING;
                        case PAUSED -> Move.VOIDED_PAUSED;
                        case DECIDING -> Move.VOIDED_DECIDING;
                        case READY, IDLE -> Move.VOIDED_READY;
                    });
            out.signal(ContestSignal.TURN_GONE);
        } else if (wasSpeaking) {
            place.go(Move.PAUSES);
            silentSince = now;
            out.signal(ContestSignal.CALLER_PAUSES);
            await(now);
        } else if (place.is(State.DECIDING) && parts.stream().allMatch(p -> p.done)) {
            understood(now);
        }
    }

    /// What the recognizer says of the newest utterance. While voice activity still hears the
    /// caller, the turn ends with the sound.
    private void claim(long utterance, boolean isOver, boolean isNearlyOver, Tick now) {
        if (!endpointing.isByRecognizer()
                || parts.isEmpty()
                || parts.getLast().utterance != utterance) {
            return;
        }
        ended = isOver;
        nearlyEnded = isNearlyOver;
        if (place.is(State.PAUSED)) {
            await(now);
        }
    }

    /// Whether what a model says of a pause is of no interest any more.
    boolean isLate(long pause, Tick now) {
        return veto.isLate(pause, now);
    }

    /// A model says how likely the turn is over.
    void judged(double complete, Tick now) {
        veto.answer(complete);
        if (place.is(State.PAUSED)) {
            await(now);
        }
    }

    /// The caller pressed the talk key: the turn is theirs until they let it go.
    void open(Tick now) {
        if (!endpointing.isManual() || deaf || held || pressed) {
            return;
        }
        switch (place.state()) {
            case IDLE -> {
                place.go(Move.OPENED);
                began = now;
                speechStarted = now.millis();
                speechEnded = speechStarted;
                speechMillis = 0;
                out.signal(FloorSignal.CALLER_TOOK);
            }
            case DECIDING -> place.go(Move.REOPENED);
            case READY -> place.go(Move.REOPENED_UNANSWERED);
            case SPEAKING, PAUSED -> {}
        }
        pressed = true;
        overlong = false;
        soundCounts();
        await(now);
        out.signal(ContestSignal.TALK_KEY);
    }

    /// The caller let go of the talk key.
    void close(Tick now) {
        if (pressed) {
            pressed = false;
            endNow(now);
        }
    }

    /// The call is held, or handed over: the turn ends here, and what sounds is void.
    void hold(Tick now) {
        if (guards.has(Guard.HOLD_IS_DEAF) && !held) {
            held = true;
            pressed = false;
            endNow(now);
        }
    }

    void resume() {
        if (held) {
            held = false;
            overlong = false;
            if (!deaf) {
                soundCounts();
            }
        }
    }

    /// What sounds from now on counts, even if it sounded before.
    private void soundCounts() {
        soundsUntil = Tick.ZERO;
        if (voided != 0) {
            cancel(voided);
            voided = 0;
        }
    }

    private void endNow(Tick now) {
        switch (place.state()) {
            case SPEAKING -> {
                closeBurst(now.millis());
                decide(Move.CLOSED_SPEAKING, now);
            }
            case PAUSED -> decide(Move.CLOSED, now);
            case IDLE, DECIDING, READY -> {}
        }
    }

    private void started(long utterance, long media, Tick now) {
        if (isDeaf() || isRestOfSound(now) || utterance == voided) {
            if (voided != 0 && voided != utterance) {
                cancel(voided);
            }
            if (part(utterance) == null) {
                voided = utterance;
            }
            return;
        }
        switch (place.state()) {
            case IDLE -> {
                place.go(Move.BEGINS);
                began = now;
                speechStarted = media;
                speechEnded = media;
                speechMillis = 0;
                out.signal(FloorSignal.CALLER_TOOK);
            }
            case PAUSED -> {
                place.go(Move.GOES_ON);
                if (parts.isEmpty()) {
                    speechStarted = media;
                }
                wentOn(now);
            }
            case DECIDING -> {
                if (!guards.has(Guard.TURN_TAKEN_BACK)) {
                    return;
                }
                place.go(Move.TAKEN_BACK);
                wentOn(now);
            }
            case READY -> {
                place.go(Move.GOES_ON_UNANSWERED);
                wentOn(now);
            }
            case SPEAKING -> {
                // the same burst goes on under the next number
                open(utterance);
                return;
            }
        }
        open(utterance);
        burstStarted = media;
        if (guards.has(Guard.CLAIM_WITHDRAWN)) {
            ended = false;
            nearlyEnded = false;
        }
        veto.pauseOver();
        deadline = longest();
        out.signal(ContestSignal.CALLER_SPEAKS);
    }

    private Tick longest() {
        return guards.has(Guard.LONGEST_TURN) ? began.plus(LONGEST) : Tick.NEVER;
    }

    private boolean isDeaf() {
        return deaf || held || (endpointing.isManual() && !pressed);
    }

    /// The caller paused and was not done.
    private void wentOn(Tick now) {
        if (!endpointing.isManual() && !parts.isEmpty()) {
            endpointing.wentOn(pausedAs, now.since(silentSince));
        }
    }

    /// The last turn was answered though the caller was not done.
    void wasCutOff(Tick now) {
        if (!endpointing.isManual()) {
            endpointing.wentOn(answeredAs, now.since(answeredSilence));
        }
    }

    /// The sound of a turn that was ended goes on under the next number.
    private boolean isRestOfSound(Tick now) {
        return (overlong && !place.is(State.IDLE)) || soundsUntil.compareTo(now) > 0;
    }

    private void open(long utterance) {
        if (parts.isEmpty() || parts.getLast().utterance < utterance) {
            parts.add(new Part(utterance));
        }
    }

    private void stopped(long utterance, long last, long silence, Tick now) {
        soundsUntil = Tick.ZERO;
        if (utterance == voided) {
            cancel(voided);
            voided = 0;
            return;
        }
        switch (place.state()) {
            case SPEAKING -> {
                place.go(Move.PAUSES);
                closeBurst(last);
                silentSince = now.plus(Duration.ofMillis(-silence));
                out.signal(ContestSignal.CALLER_PAUSES);
                await(now);
            }
            case PAUSED -> {
                speechEnded = Math.max(speechEnded, last);
                silentSince = now.plus(Duration.ofMillis(-silence));
                await(now);
            }
            case IDLE, DECIDING, READY -> {}
        }
    }

    private void closeBurst(long last) {
        speechMillis += Math.max(0, last - burstStarted);
        speechEnded = Math.max(speechEnded, last);
        burstStarted = last;
    }

    /// Waits for as much silence as the words so far need.
    private void await(Tick now) {
        if (endpointing.isManual()) {
            deadline = longest();
            pauseEnds = deadline;
            return;
        }
        if (ended) {
            decide(Move.RECOGNIZER_ENDS, now);
            return;
        }
        var words = words();
        pausedAs = endpointing.read(words);
        boolean isOpen = endpointing.isOpen(pausedAs);
        var needed = veto.needed(isOpen, endpointing.needed(words, pausedAs, nearlyEnded));
        if (!words.isBlank() && pausedAs != Completeness.PARTIAL) {
            out.signal(new Signal.Pausing(words));
        }
        pauseEnds = later(silentSince.plus(needed), now);
        deadline = Tick.earlier(pauseEnds, later(veto.dueAt(isOpen, silentSince), now));
    }

    private static Tick later(Tick one, Tick other) {
        return one.isAtOrAfter(other) ? one : other;
    }

    private void answered(long utterance, String words, boolean failed, Tick now) {
        var part = part(utterance);
        if (part == null || part.done) {
            return;
        }
        part.words = words;
        part.failed = failed;
        part.done = true;
        if (place.is(State.DECIDING) && parts.stream().allMatch(p -> p.done)) {
            understood(now);
        } else if (!failed) {
            wordsSoFar(now);
        }
    }

    /// More words of a turn that is not over.
    private void wordsSoFar(Tick now) {
        out.signal(new Signal.Words(words(), false, false));
        if (place.is(State.PAUSED)) {
            await(now);
        }
    }

    private void understood(Tick now) {
        recognized = now.millis();
        deadline = Tick.NEVER;
        var words = words();
        boolean failed = words.isEmpty() && parts.stream().anyMatch(p -> p.failed);
        failures = failed ? failures + 1 : 0;
        if (failures >= MAX_FAILURES) {
            out.signal(new Signal.Broke("recognition failed " + failures + " times in a row"));
        }
        if (guards.has(Guard.NOISE_IS_NO_ANSWER)
                && words.isEmpty()
                && speechMillis < NOISE_MILLIS
                && !stoppedAgent) {
            out.signal(new Signal.Noise());
            leave(Move.WAS_NOISE);
            out.signal(ContestSignal.TURN_GONE);
            return;
        }
        place.go(Move.UNDERSTOOD);
        out.signal(new Signal.Words(words, true, failed));
    }

    /// The turn stopped the agent for good, so it must be answered even if no words are left of it.
    void agentStopped() {
        stoppedAgent = !place.is(State.IDLE);
    }

    /// The turn was only a sign of listening, or less if it is not to be `shown`.
    void drop(boolean shown) {
        if (place.is(State.READY)) {
            var words = words();
            if (shown && !words.isBlank()) {
                out.effect(new Effect.Show.Backchannel(Sensitive.of(words)));
            }
            leave(Move.WAS_BACKCHANNEL);
        }
    }

    boolean isReady() {
        return place.is(State.READY);
    }

    /// Hands over the turn that is ready.
    Turn take(Tick now) {
        var turn =
                new Turn(
                        words(),
                        new TurnTimes(
                                speechStarted, speechEnded, decided, recognized, now.millis()));
        answeredAs = pausedAs;
        answeredSilence = silentSince;
        endpointing.wasOver(pausedAs);
        leave(Move.ANSWERED);
        return turn;
    }

    private void leave(Move move) {
        place.go(move);
        for (var part : parts) {
            closed = Math.max(closed, part.utterance);
        }
        parts.clear();
        overlong = false;
        stoppedAgent = false;
        pressed = false;
        ended = false;
        nearlyEnded = false;
        veto.pauseOver();
        deadline = Tick.NEVER;
        out.signal(FloorSignal.CALLER_LEFT);
    }

    /// Forgets the turn in progress and listens to no other until [#listen()].
    void stopListening() {
        deaf = true;
        pressed = false;
        if (place.is(State.IDLE)) {
            return;
        }
        for (var part : parts) {
            if (isOpen(part) && guards.has(Guard.UTTERANCES_CANCELLED)) {
                out.effect(new Effect.CancelUtterance(part.utterance));
            }
        }
        leave(
                switch (place.state()) {
                    case SPEAKING -> Move.VOIDED_SPEAKING;
                    case PAUSED -> Move.VOIDED_PAUSED;
                    case DECIDING -> Move.VOIDED_DECIDING;
                    case READY, IDLE -> Move.VOIDED_READY;
                });
        out.signal(ContestSignal.TURN_GONE);
    }

    /// Nothing will come of the turn in progress.
    void forget() {
        boolean wasDeaf = deaf;
        stopListening();
        deaf = wasDeaf;
    }

    /// Since when the caller is silent.
    Tick silentSince() {
        return silentSince;
    }

    /// How long the caller has spoken in this turn.
    long spokenMillis() {
        return speechMillis;
    }

    /// Nothing will come of the turn in progress, and what sounds now is void until it stops.
    void voidSound(Tick now) {
        if (place.is(State.SPEAKING)) {
            soundsUntil = now.plus(REST_OF_SOUND);
        }
        stopListening();
    }

    void listen() {
        deaf = false;
    }

    /// The call is over: leaves no utterance open.
    void end() {
        stopListening();
        var judged = veto.asFact();
        if (judged != null) {
            out.effect(judged);
        }
        if (voided != 0 && guards.has(Guard.UTTERANCES_CANCELLED)) {
            cancel(voided);
            voided = 0;
        }
    }

    private void cancel(long utterance) {
        out.effect(new Effect.CancelUtterance(utterance));
        closed = Math.max(closed, utterance);
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case PAUSED -> {
                if (!now.isAtOrAfter(pauseEnds)) {
                    veto.ask(now);
                    deadline = pauseEnds;
                    return;
                }
                pressed = false;
                decide(Move.SILENT_LONG_ENOUGH, now);
            }
            case SPEAKING -> {
                pressed = false;
                overlong = true;
                soundsUntil = now.plus(REST_OF_SOUND);
                closeBurst(now.millis());
                decide(Move.TOO_LONG, now);
            }
            case DECIDING -> {
                for (var part : parts) {
                    if (!part.done) {
                        out.effect(new Effect.CancelUtterance(part.utterance));
                        part.words = "";
                        part.failed = true;
                        part.done = true;
                    }
                }
                understood(now);
            }
            case IDLE, READY -> {}
        }
    }

    private void decide(Move move, Tick now) {
        place.go(move);
        veto.pauseOver();
        out.signal(new Signal.TurnEnded());
        decided = now.millis();
        for (var part : parts) {
            if (part.finishing || part.isOwn) {
                continue;
            }
            part.finishing = true;
            out.effect(
                    part.done
                            ? new Effect.CancelUtterance(part.utterance)
                            : new Effect.FinishUtterance(part.utterance));
        }
        if (parts.stream().allMatch(p -> p.done)) {
            understood(now);
        } else if (guards.has(Guard.RECOGNITION_LIMIT)) {
            deadline = now.plus(endpointing.recognitionLimit());
        }
    }

    private String words() {
        if (parts.size() == 1) {
            return parts.getFirst().words;
        }
        var joined = new StringBuilder();
        for (var part : parts) {
            if (!part.words.isBlank()) {
                joined.append(joined.isEmpty() ? "" : " ").append(part.words);
            }
        }
        return joined.toString();
    }

    private @Nullable Part part(long utterance) {
        for (var part : parts) {
            if (part.utterance == utterance) {
                return part;
            }
        }
        return null;
    }

    /// A turn that was understood.
    record Turn(String words, TurnTimes times) {}

    private static final class Part {
        final long utterance;
        String words = "";
        boolean finishing;
        boolean done;
        boolean failed;
        boolean isOwn;

        Part(long utterance) {
            this.utterance = utterance;
        }
    }
}
