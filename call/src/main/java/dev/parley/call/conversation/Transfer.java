package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;

/// Handing the call over: announced, asked for once the announcement was heard, then done or
/// failed. While it is on its way nothing is said and nobody listened to. A caller who answers the
/// announcement withdraws it.
///
/// Runs on the call thread.
final class Transfer implements Timed {
    enum State {
        NONE,
        /// The announcement plays.
        ANNOUNCED,
        /// The carrier tries.
        ASKED,
        /// It could not; the dialogue is to be told.
        FAILED
    }

    enum Move implements Transition<State> {
        ANNOUNCES(State.NONE, State.ANNOUNCED),
        WITHDRAWN(State.ANNOUNCED, State.NONE),
        ASKS(State.ANNOUNCED, State.ASKED),
        FAILS(State.ASKED, State.FAILED),
        TAKES_TOO_LONG(State.ASKED, State.FAILED),
        TOLD(State.FAILED, State.NONE),
        ENDS(State.ASKED, State.NONE),
        ENDS_FAILED(State.FAILED, State.NONE);

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

    /// Longest wait for the carrier's answer: a telephone rings for half a minute.
    static final Duration LIMIT = Duration.ofSeconds(45);

    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;
    private String to = "";
    private String failure = "";

    Transfer(Outbox out, Guards guards, TransitionLog log) {
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.NONE, log);
    }

    boolean isAsked() {
        return place.is(State.ASKED);
    }

    /// The carrier tries, or could not and the dialogue does not know yet.
    boolean isUnderWay() {
        return isAsked() || hasFailed();
    }

    /// The dialogue says that it hands the call over.
    void announce(String where) {
        place.go(Move.ANNOUNCES);
        to = where;
    }

    /// The dialogue was asked something else meanwhile.
    void withdraw() {
        if (place.is(State.ANNOUNCED)) {
            place.go(Move.WITHDRAWN);
        }
    }

    /// The announcement was heard. True if there is something to hand over.
    boolean ask(Tick now) {
        if (!place.is(State.ANNOUNCED)) {
            return false;
        }
        place.go(Move.ASKS);
        deadline = guards.has(Guard.TRANSFER_LIMIT) ? now.plus(LIMIT) : Tick.NEVER;
        out.effect(new Effect.Transfer(to));
        return true;
    }

    /// The carrier could not. False if nothing was asked for.
    boolean fail(String reason) {
        if (!isAsked()) {
            return false;
        }
        place.go(Move.FAILS);
        failure = reason;
        deadline = Tick.NEVER;
        return true;
    }

    boolean hasFailed() {
        return place.is(State.FAILED);
    }

    /// Why it failed, to be told once.
    String takeFailure() {
        place.go(Move.TOLD);
        return failure;
    }

    /// The call closes, or has been handed over.
    void close() {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case ANNOUNCED -> place.go(Move.WITHDRAWN);
            case ASKED -> place.go(Move.ENDS);
            case FAILED -> place.go(Move.ENDS_FAILED);
            case NONE -> {}
        }
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        place.go(Move.TAKES_TOO_LONG);
        failure = "no answer within " + LIMIT.toSeconds() + " s";
    }
}
