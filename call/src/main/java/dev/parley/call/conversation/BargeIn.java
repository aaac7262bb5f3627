package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.InterruptionSettings.By;
import dev.parley.call.conversation.InterruptionSettings.OnSpeech;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.function.Function;

/// Decides whether a caller who speaks while the agent talks interrupts. The agent talks on, or is
/// held, while it is undecided (`call-path.md` 18). Enough words, a key, written words, or a
/// complete answer while the question itself sounds, stop the agent; enough speech without words
/// yet holds it until it is known whether anything was said. Signs of listening never stop it, and
/// a protected sentence is finished first.
///
/// Runs on the call thread. A reply that is held goes on, once the caller's turn came to nothing,
/// as soon as the floor is the agent's: see [Conversation].
final class BargeIn implements Timed {
    enum State {
        CALM,
        UNDECIDED,
        /// Undecided, and the agent is silent.
        HELD,
        /// Decided; waits for a protected sentence, or for the end of the cooldown.
        OWED
    }

    enum Move implements Transition<State> {
        CONTESTED(State.CALM, State.UNDECIDED),
        SETTLED(State.UNDECIDED, State.CALM),
        INTERRUPTS(State.UNDECIDED, State.CALM),
        HOLDS(State.UNDECIDED, State.HELD),
        INTERRUPTS_HELD(State.HELD, State.CALM),
        FALSE_STOP(State.HELD, State.CALM),
        MUST_WAIT(State.UNDECIDED, State.OWED),
        RELEASED(State.OWED, State.CALM),
        RELEASED_TO_HOLD(State.OWED, State.HELD),
        NO_LONGER_NEEDED(State.OWED, State.CALM),
        KEY_INTERRUPTS(State.CALM, State.CALM),
        KEY_MUST_WAIT(State.CALM, State.OWED),
        TEXT_INTERRUPTS(State.CALM, State.CALM),
        TEXT_MUST_WAIT(State.CALM, State.OWED),
        TAKES_ANSWER_BACK(State.CALM, State.CALM);

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

    private final InterruptionSettings settings;
    private final Backchannels backchannels;
    private final Reply reply;
    private final Function<String, Completeness> completeness;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;
    private Tick coolUntil = Tick.ZERO;

    /// The words of the turn so far.
    private String words = "";

    /// The window was extended, because only signs of listening were heard in it.
    private boolean isExtended;

    /// The caller spoke for the window.
    private boolean isLong;

    private boolean isSilent;

    /// The caller's turn sounded under the agent's voice.
    private boolean isUnderVoice;

    BargeIn(
            InterruptionSettings settings,
            Backchannels backchannels,
            Reply reply,
            Function<String, Completeness> completeness,
            Outbox out,
            Guards guards,
            TransitionLog log) {
        this.settings = settings;
        this.backchannels = backchannels;
        this.reply = reply;
        this.completeness = completeness;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.CALM, log);
    }

    void onEvent(ContestSignal event, Tick now) {
        switch (event) {
            case CALLER_SPEAKS -> speaks(now);
            case CALLER_PAUSES -> {}
            case KEY_TYPED, TALK_KEY -> stop(Move.KEY_INTERRUPTS, Move.KEY_MUST_WAIT, now);
            case TEXT_WAITS -> {
                if (guards.has(Guard.WRITING_STOPS)) {
                    stop(Move.TEXT_INTERRUPTS, Move.TEXT_MUST_WAIT, now);
                }
            }
            case REPLY_RELEASED -> release(now);
            case TURN_GONE -> settle();
        }
    }

    /// Nothing is left to decide.
    private void stop(Move interrupts, Move mustWait, Tick now) {
        isLong = false;
        if (!reply.isUnfinished() || !place.is(State.CALM)) {
            return;
        }
        if (isAllowed(now)) {
            interrupt(interrupts, now);
        } else {
            mustWait(mustWait, now);
        }
    }

    private void speaks(Tick now) {
        isSilent = false;
        if (place.is(State.CALM)) {
            if (!reply.isTalking()) {
                return;
            }
            if (reply.isFreshAnswer(now) && reply.isInterruptible()) {
                place.go(Move.TAKES_ANSWER_BACK);
                out.signal(new Signal.Interrupt(true));
                return;
            }
            place.go(Move.CONTESTED);
            isUnderVoice = true;
            words = "";
            isExtended = false;
            isLong = false;
            if (settings.onSpeech() == OnSpeech.PAUSE && mayHold(now)) {
                hold(Move.HOLDS, false);
            }
        }
        switch (place.state()) {
            case UNDECIDED -> openWindow(now);
            case HELD -> {
                deadline = Tick.NEVER;
                if (!isLong) {
                    openWindow(now);
                }
            }
            case OWED -> release(now);
            case CALM -> {}
        }
        if (!guards.has(Guard.BACKCHANNEL) && place.is(State.UNDECIDED)) {
            decide(now);
        }
    }

    private void openWindow(Tick now) {
        if (deadline.equals(Tick.NEVER)
                && settings.by() != By.WORDS
                && guards.has(Guard.BARGE_IN_WINDOW)) {
            deadline = now.plus(settings.minSpeech());
        }
    }

    /// The caller fell silent at `since`. An agent who is held waits for what was said, but not for
    /// long.
    void onPause(Tick since) {
        isSilent = true;
        switch (place.state()) {
            case UNDECIDED -> deadline = Tick.NEVER;
            case HELD ->
                    deadline =
                            guards.has(Guard.FALSE_STOP_LIMIT)
                                    ? since.plus(settings.falseStopTimeout())
                                    : Tick.NEVER;
            case CALM, OWED -> {}
        }
    }

    /// What was understood of the turn so far, or all of it.
    void onWords(Signal.Words event, Tick now) {
        words = event.words();
        boolean isLast = event.last();
        switch (place.state()) {
            case UNDECIDED -> {
                if (areEnough() || (isLast && isAnswer())) {
                    decide(now);
                } else if (isLast && !reply.isUnfinished() && saySomething()) {
                    // Something else has cut the reply meanwhile: the words are an answer to it.
                    settle();
                } else if (isLast) {
                    drop();
                }
            }
            case HELD -> {
                boolean isSaid = areEnough() || (isLong && saySomething());
                if (isSaid || (isLast && (isAnswer() || (isLong && event.failed())))) {
                    decide(now);
                } else if (isLast) {
                    drop();
                }
            }
            case OWED -> {
                boolean isNothing = isLast && !event.failed() && !saySomething() && !isAnswer();
                if (isNothing && resumes()) {
                    drop();
                } else if ((isLast || areEnough()) && isAllowed(now)) {
                    interrupt(Move.RELEASED, now);
                }
            }
            case CALM -> {
                if (isLast && isUnderVoice && areEcho()) {
                    drop();
                }
            }
        }
    }

    /// Nothing comes of the turn.
    private void drop() {
        out.signal(areEcho() ? new Signal.OwnVoice() : new Signal.Backchannel());
        settle();
    }

    private boolean areEnough() {
        return settings.by() != By.VOICE && count(words) >= settings.minWords() && saySomething();
    }

    /// Whether the words are more than signs of listening, or the agent's own.
    private boolean saySomething() {
        return !words.isBlank() && !areListeningSigns() && !areEcho();
    }

    private boolean areListeningSigns() {
        return guards.has(Guard.LISTENING_SIGNS) && backchannels.areAll(words);
    }

    private boolean areEcho() {
        return settings.echoGuard() && guards.has(Guard.ECHO_IS_NO_ANSWER) && reply.isSaying(words);
    }

    /// "Yes" in the middle of an explanation is a sign of listening. While the question itself
    /// sounds it is the answer, and before anything sounds it is no sign of listening either.
    private boolean isAnswer() {
        return !words.isBlank()
                && !areEcho()
                && (!reply.isAudible()
                        || (reply.isAtLastSentence()
                                && completeness.apply(words) == Completeness.COMPLETE));
    }

    private static int count(String words) {
        int count = 0;
        boolean inWord = false;
        for (int i = 0; i < words.length(); i++) {
            boolean letter = words.charAt(i) != ' ';
            if (letter && !inWord) {
                count++;
            }
            inWord = letter;
        }
        return count;
    }

    private void decide(Tick now) {
        deadline = Tick.NEVER;
        if (place.is(State.HELD)) {
            interrupt(Move.INTERRUPTS_HELD, now);
        } else if (isAllowed(now)) {
            interrupt(Move.INTERRUPTS, now);
        } else {
            mustWait(Move.MUST_WAIT, now);
        }
    }

    private void interrupt(Move move, Tick now) {
        place.go(move);
        deadline = Tick.NEVER;
        isUnderVoice = false;
        if (reply.isUnfinished()) {
            coolUntil = now.plus(settings.cooldown());
        }
        out.signal(new Signal.Interrupt(false));
    }

    private void mustWait(Move move, Tick now) {
        place.go(move);
        deadline = isCooling(now) ? coolUntil : Tick.NEVER;
    }

    private void release(Tick now) {
        if (!place.is(State.OWED) || !isAllowed(now)) {
            return;
        }
        if (isLong && isSilent && !saySomething() && resumes()) {
            // The sound is over: its last words decide.
            deadline = Tick.NEVER;
            return;
        }
        if (isLong && !saySomething() && mayHold(now)) {
            hold(Move.RELEASED_TO_HOLD, true);
        } else {
            interrupt(Move.RELEASED, now);
        }
    }

    private boolean isAllowed(Tick now) {
        return reply.isInterruptible() && !isCooling(now);
    }

    private boolean isCooling(Tick now) {
        return coolUntil.compareTo(now) > 0 && guards.has(Guard.COOLDOWN);
    }

    private boolean mayHold(Tick now) {
        return (reply.isInterruptible() || !guards.has(Guard.PROTECTED_PAUSE))
                && !isCooling(now)
                && resumes();
    }

    private boolean resumes() {
        return settings.resumeFalseStop() && guards.has(Guard.FALSE_STOP_RESUMED);
    }

    private void hold(Move move, boolean isSeen) {
        place.go(move);
        out.signal(new Signal.Hold(isSeen));
    }

    /// The caller spoke for the window.
    private void spokeLong(Tick now) {
        if (areListeningSigns() && !isExtended) {
            isExtended = true;
            deadline = now.plus(settings.minSpeech());
            return;
        }
        isLong = true;
        if (saySomething()) {
            decide(now);
        } else if (place.is(State.HELD)) {
            out.signal(new Signal.Hold(true));
        } else if (mayHold(now)) {
            hold(Move.HOLDS, true);
        } else {
            decide(now);
        }
    }

    /// The caller's turn is over.
    void callerLeft() {
        isUnderVoice = false;
    }

    /// The reply is over, or nothing comes of the caller's turn.
    void settle() {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case UNDECIDED -> place.go(Move.SETTLED);
            case HELD -> place.go(Move.FALSE_STOP);
            case OWED -> place.go(Move.NO_LONGER_NEEDED);
            case CALM -> {}
        }
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case UNDECIDED -> spokeLong(now);
            case HELD -> {
                if (isSilent) {
                    out.signal(new Signal.FalseStop());
                } else {
                    spokeLong(now);
                }
            }
            case OWED -> release(now);
            case CALM -> {}
        }
    }
}
