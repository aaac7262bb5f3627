package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;

/// The end of a call: the last words drain, then it hangs up. Nothing the caller does revives it,
/// and it never lasts longer than the drain limit. A close once decided keeps its reason.
///
/// Runs on the call thread.
final class Farewell implements Timed {
    enum State {
        OPEN,
        /// What is being said is cut before the goodbye.
        MAKING_ROOM,
        /// The last words play.
        DRAINING,
        /// Nobody listens any more; waits for the report of what was heard.
        LEAVING,
        OVER
    }

    enum Move implements Transition<State> {
        DIALOGUE_ENDS(State.OPEN, State.DRAINING),
        CLOSES(State.OPEN, State.MAKING_ROOM),
        SAYS_GOODBYE(State.MAKING_ROOM, State.DRAINING),
        ENDS(State.DRAINING, State.OVER),
        LOST(State.OPEN, State.LEAVING),
        LOST_MAKING_ROOM(State.MAKING_ROOM, State.LEAVING),
        LOST_DRAINING(State.DRAINING, State.LEAVING),
        LEFT(State.LEAVING, State.OVER),
        LIMIT_DRAINING(State.DRAINING, State.OVER),
        LIMIT_MAKING_ROOM(State.MAKING_ROOM, State.OVER);

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

    private final ConversationSettings settings;
    private final Guards guards;
    private final Place<State> place;
    private EndReason reason = EndReason.COMPLETED;
    private String goodbye = "";
    private Tick deadline = Tick.NEVER;

    Farewell(ConversationSettings settings, Guards guards, TransitionLog log) {
        this.settings = settings;
        this.guards = guards;
        this.place = new Place<>(State.OPEN, log);
    }

    boolean isOpen() {
        return place.is(State.OPEN);
    }

    boolean isDraining() {
        return place.is(State.DRAINING);
    }

    boolean isLeaving() {
        return place.is(State.LEAVING);
    }

    boolean isOver() {
        return place.is(State.OVER);
    }

    EndReason reason() {
        return reason;
    }

    String goodbye() {
        return goodbye;
    }

    /// The dialogue said its last words.
    void finish(Tick now) {
        place.go(Move.DIALOGUE_ENDS);
        limit(now);
    }

    /// The conversation itself ends the call, with a phrase of its own.
    void close(EndReason why, String phrase, Tick now) {
        place.go(Move.CLOSES);
        reason = why;
        goodbye = phrase;
        limit(now);
    }

    /// Nothing more can be said.
    void leave(EndReason why, Tick now) {
        switch (place.state()) {
            case OPEN -> {
                place.go(Move.LOST);
                reason = why;
                limit(now);
            }
            case MAKING_ROOM -> place.go(Move.LOST_MAKING_ROOM);
            case DRAINING -> place.go(Move.LOST_DRAINING);
            case LEAVING, OVER -> {}
        }
    }

    private void limit(Tick now) {
        if (guards.has(Guard.DRAIN_LIMIT)) {
            deadline = now.plus(settings.drainLimit());
        }
    }

    /// Nobody talks any more. True if the goodbye is to be said now; false if that was all.
    boolean proceed() {
        switch (place.state()) {
            case MAKING_ROOM -> {
                place.go(Move.SAYS_GOODBYE);
                return true;
            }
            case DRAINING -> place.go(Move.ENDS);
            case LEAVING -> place.go(Move.LEFT);
            case OPEN, OVER -> {}
        }
        if (isOver()) {
            deadline = Tick.NEVER;
        }
        return false;
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case DRAINING -> place.go(Move.LIMIT_DRAINING);
            case MAKING_ROOM -> place.go(Move.LIMIT_MAKING_ROOM);
            case LEAVING -> place.go(Move.LEFT);
            case OPEN, OVER -> {}
        }
    }
}
