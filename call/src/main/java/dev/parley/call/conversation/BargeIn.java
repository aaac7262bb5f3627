package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.function.Function;

/// Decides whether a caller who speaks while the agent talks interrupts. The agent talks on while
/// it is undecided (`call-path.md` 18). Enough speech, enough words, a key, written words, or a
/// complete answer while the question itself sounds, stop the agent; a protected sentence is
/// finished first.
///
/// Runs on the call thread.
final class BargeIn implements Timed {
    enum State {
        CALM,
        UNDECIDED,
        /// Decided; waits for a protected sentence.
        OWED
    }

    enum Move implements Transition<State> {
        CONTESTED(State.CALM, State.UNDECIDED),
        SETTLED(State.UNDECIDED, State.CALM),
        INTERRUPTS(State.UNDECIDED, State.CALM),
        MUST_WAIT(State.UNDECIDED, State.OWED),
        RELEASED(State.OWED, State.CALM),
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
    private final Reply reply;
    private final Function<String, Completeness> completeness;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;

    BargeIn(
            InterruptionSettings settings,
            Reply reply,
            Function<String, Completeness> completeness,
            Outbox out,
            Guards guards,
            TransitionLog log) {
        this.settings = settings;
        this.reply = reply;
        this.completeness = completeness;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.CALM, log);
    }

    void onEvent(ContestSignal event, Tick now) {
        switch (event) {
            case CALLER_SPEAKS -> speaks(now);
            case CALLER_PAUSES -> deadline = Tick.NEVER;
            case KEY_TYPED, TALK_KEY -> stop(Move.KEY_INTERRUPTS, Move.KEY_MUST_WAIT);
            case TEXT_WAITS -> {
                if (guards.has(Guard.WRITING_STOPS)) {
                    stop(Move.TEXT_INTERRUPTS, Move.TEXT_MUST_WAIT);
                }
            }
            case REPLY_RELEASED -> {
                if (place.is(State.OWED)) {
                    place.go(Move.RELEASED);
                    out.signal(new Signal.Interrupt(false));
                }
            }
            case TURN_GONE -> settle();
        }
    }

    /// Nothing is left to decide.
    private void stop(Move interrupts, Move mustWait) {
        if (!reply.isTalking() || !place.is(State.CALM)) {
            return;
        }
        if (reply.isInterruptible()) {
            place.go(interrupts);
            out.signal(new Signal.Interrupt(false));
        } else {
            place.go(mustWait);
        }
    }

    private void speaks(Tick now) {
        if (!reply.isTalking()) {
            return;
        }
        if (place.is(State.CALM)) {
            if (reply.isFreshAnswer(now) && reply.isInterruptible()) {
                place.go(Move.TAKES_ANSWER_BACK);
                out.signal(new Signal.Interrupt(true));
                return;
            }
            place.go(Move.CONTESTED);
        }
        if (place.is(State.UNDECIDED)
                && deadline.equals(Tick.NEVER)
                && guards.has(Guard.BARGE_IN_WINDOW)) {
            deadline = now.plus(settings.minSpeech());
        }
        if (!guards.has(Guard.BACKCHANNEL)) {
            decide();
        }
    }

    /// The words of the turn so far, or the final ones.
    void onWords(String words, boolean last) {
        if (!place.is(State.UNDECIDED)) {
            return;
        }
        if (count(words) >= settings.minWords() || (last && isAnswer(words))) {
            decide();
        } else if (last) {
            out.signal(new Signal.Backchannel());
            settle();
        }
    }

    /// "Yes" in the middle of an explanation is a sign of listening. While the question itself
    /// sounds it is the answer, and before anything sounds it is no sign of listening either.
    private boolean isAnswer(String words) {
        return !words.isBlank()
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

    private void decide() {
        deadline = Tick.NEVER;
        if (reply.isInterruptible()) {
            place.go(Move.INTERRUPTS);
            out.signal(new Signal.Interrupt(false));
        } else {
            place.go(Move.MUST_WAIT);
        }
    }

    /// The reply is over, or nothing comes of the caller's turn.
    void settle() {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case UNDECIDED -> place.go(Move.SETTLED);
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
        decide();
    }
}
