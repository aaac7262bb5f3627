package dev.parley.call.conversation;

import org.jspecify.annotations.Nullable;

/// Keeps what was cut because the caller went on speaking, or because the connection broke. If the
/// caller said something, the dialogue takes a cut answer back, or learns what was heard of it; if
/// it was only a noise, or the caller is back, it is said again.
///
/// Runs on the call thread.
final class TakeBack {
    enum State {
        NONE,
        SUSPENDED
    }

    enum Move implements Transition<State> {
        SUSPENDS(State.NONE, State.SUSPENDED),
        SAID_AGAIN(State.SUSPENDED, State.NONE),
        JOINED(State.SUSPENDED, State.NONE),
        MOVED_ON(State.SUSPENDED, State.NONE);

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

    private final Place<State> place;
    private Reply.@Nullable Ended suspended;

    TakeBack(TransitionLog log) {
        this.place = new Place<>(State.NONE, log);
    }

    void suspend(Reply.Ended ended) {
        place.go(Move.SUSPENDS);
        suspended = ended;
    }

    /// The call is closing: nothing is said any more of what was cut.
    void close() {
        if (place.is(State.SUSPENDED)) {
            settle(Move.MOVED_ON);
        }
    }

    Reply.@Nullable Ended suspended() {
        return suspended;
    }

    void settle(Move move) {
        place.go(move);
        suspended = null;
    }
}
