package dev.parley.call.conversation;

import dev.parley.call.conversation.Signal.FloorSignal;

/// Who has the floor. The caller has it from the first sound or key of a turn until the turn is
/// answered or dropped; the agent from the first sentence asked for until the reply was played or
/// its cut reported. There is no arrow by which the agent joins a caller: that would be a defect.
final class Floor {
    enum State {
        FREE,
        CALLER,
        AGENT,
        BOTH
    }

    enum Move implements Transition<State> {
        CALLER_BEGINS(State.FREE, State.CALLER),
        CALLER_ENDS(State.CALLER, State.FREE),
        AGENT_BEGINS(State.FREE, State.AGENT),
        AGENT_ENDS(State.AGENT, State.FREE),
        CALLER_JOINS(State.AGENT, State.BOTH),
        CALLER_YIELDS(State.BOTH, State.AGENT),
        AGENT_YIELDS(State.BOTH, State.CALLER);

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
    private final Counts counts;

    Floor(Counts counts, TransitionLog log) {
        this.counts = counts;
        this.place = new Place<>(State.FREE, log);
    }

    boolean isFree() {
        return place.is(State.FREE);
    }

    boolean isCallers() {
        return place.is(State.CALLER);
    }

    boolean hasCaller() {
        return place.is(State.CALLER) || place.is(State.BOTH);
    }

    void onEvent(FloorSignal event) {
        switch (event) {
            case CALLER_TOOK -> {
                if (place.is(State.AGENT)) {
                    counts.overlap();
                    place.go(Move.CALLER_JOINS);
                } else {
                    place.go(Move.CALLER_BEGINS);
                }
            }
            case CALLER_LEFT ->
                    place.go(place.is(State.BOTH) ? Move.CALLER_YIELDS : Move.CALLER_ENDS);
            case AGENT_TOOK -> place.go(Move.AGENT_BEGINS);
            case AGENT_LEFT -> place.go(place.is(State.BOTH) ? Move.AGENT_YIELDS : Move.AGENT_ENDS);
        }
    }
}
