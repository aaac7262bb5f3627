package dev.parley.call.conversation;

import dev.parley.call.conversation.Signal.FloorSignal;
import dev.parley.compliance.Sensitive;

/// What others see of the caller's turn. It comes into sight once the caller has the floor alone or
/// interrupts, so a cough under the agent's voice is never seen; it ends when the silence after it
/// was long enough, and may go on before it is answered.
///
/// Runs on the call thread.
final class CallerSight {
    enum State {
        HIDDEN,
        SEEN,
        /// Over as far as anybody can tell; waits for its answer.
        ENDED
    }

    enum Move implements Transition<State> {
        BEGINS(State.HIDDEN, State.SEEN),
        ENDS(State.SEEN, State.ENDED),
        GOES_ON(State.ENDED, State.SEEN),
        LEAVES(State.SEEN, State.HIDDEN),
        LEAVES_ENDED(State.ENDED, State.HIDDEN);

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

    private final Outbox out;
    private final Place<State> place;
    private String hint = "";

    CallerSight(Outbox out, TransitionLog log) {
        this.out = out;
        this.place = new Place<>(State.HIDDEN, log);
    }

    /// The floor changed hands; `callerAlone` if it is the caller's now.
    void onEvent(FloorSignal event, boolean callerAlone) {
        if (event == FloorSignal.CALLER_LEFT) {
            leave();
        } else if (callerAlone) {
            begin();
        }
    }

    /// The caller has the floor, or interrupts.
    void begin() {
        if (place.is(State.HIDDEN)) {
            appear(Move.BEGINS);
        }
    }

    /// The caller speaks on.
    void speaks() {
        if (place.is(State.ENDED)) {
            appear(Move.GOES_ON);
        }
    }

    private void appear(Move move) {
        place.go(move);
        out.effect(new Effect.Show.CallerBegan());
        if (!hint.isBlank()) {
            hinted();
        }
    }

    /// The words of the turn so far.
    void hint(String words) {
        if (!hint.equals(words)) {
            hint = words;
            if (place.is(State.SEEN)) {
                hinted();
            }
        }
    }

    private void hinted() {
        out.effect(new Effect.Show.Hinted(Sensitive.of(hint)));
    }

    /// The silence was long enough, or the entry is complete.
    void end() {
        if (place.is(State.SEEN)) {
            place.go(Move.ENDS);
            out.effect(new Effect.Show.CallerEnded());
        }
    }

    private void leave() {
        hint = "";
        switch (place.state()) {
            case SEEN -> {
                place.go(Move.LEAVES);
                out.effect(new Effect.Show.CallerEnded());
            }
            case ENDED -> place.go(Move.LEAVES_ENDED);
            case HIDDEN -> {}
        }
    }
}
