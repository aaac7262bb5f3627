package dev.parley.call.conversation;

/// Where a machine stands. Moves along declared transitions only; a move from elsewhere is a defect
/// and throws.
final class Place<S extends Enum<S>> {
    private final TransitionLog log;
    private S state;

    Place(S start, TransitionLog log) {
        this.state = start;
        this.log = log;
    }

    S state() {
        return state;
    }

    boolean is(S other) {
        return state == other;
    }

    void go(Transition<S> move) {
        if (state != move.from()) {
            throw new IllegalStateException(
                    "expected to be " + move.from() + " for " + move.name() + ", was " + state);
        }
        state = move.to();
        log.moved(move);
    }
}
