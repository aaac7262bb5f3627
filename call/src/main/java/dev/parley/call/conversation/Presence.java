package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;
import java.util.Map;

/// Whether the caller is there. While the connection is away, or the call held, nothing is said and
/// nothing answered; what was not heard is said again when it is back, and a caller who is owed
/// nothing else is told that the agent is still there. A connection that does not come back ends
/// the call.
///
/// Runs on the call thread.
final class Presence implements Timed {
    enum State {
        HERE,
        AWAY,
        HELD,
        GONE
    }

    enum Move implements Transition<State> {
        LEAVES(State.HERE, State.AWAY),
        RETURNS(State.AWAY, State.HERE),
        NOT_WAITED_FOR(State.AWAY, State.GONE),
        CALL_ENDS(State.AWAY, State.GONE),
        IS_HELD(State.HERE, State.HELD),
        RESUMES(State.HELD, State.HERE),
        LEAVES_HELD(State.HELD, State.AWAY),
        CALL_ENDS_HELD(State.HELD, State.GONE);

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

    /// The leg has a shorter limit of its own; this one holds if the leg forgets.
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;
    private boolean owesWelcome;

    Presence(Outbox out, Guards guards, TransitionLog log) {
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.HERE, log);
    }

    boolean isHere() {
        return place.is(State.HERE);
    }

    /// The connection broke. False if that was known.
    boolean away(Tick now) {
        switch (place.state()) {
            case HERE -> place.go(Move.LEAVES);
            case HELD -> place.go(Move.LEAVES_HELD);
            case AWAY, GONE -> {
                return false;
            }
        }
        owesWelcome = false;
        deadline = guards.has(Guard.AWAY_LIMIT) ? now.plus(LIMIT) : Tick.NEVER;
        note("away");
        return true;
    }

    /// The caller is there again.
    void back() {
        if (place.is(State.AWAY)) {
            place.go(Move.RETURNS);
            owesWelcome = true;
            deadline = Tick.NEVER;
            note("back");
        }
    }

    /// The call is held. False if nobody is there anyway.
    boolean hold() {
        if (!isHere()) {
            return false;
        }
        place.go(Move.IS_HELD);
        owesWelcome = false;
        note("held");
        return true;
    }

    /// The call is held no longer. False if it was not.
    boolean resume() {
        if (!place.is(State.HELD)) {
            return false;
        }
        place.go(Move.RESUMES);
        owesWelcome = true;
        note("resumed");
        return true;
    }

    private void note(String name) {
        out.effect(new Effect.Fact.Noted(name, Map.of(), false));
    }

    /// The agent says something: the caller knows that it is there.
    void agentSpoke() {
        owesWelcome = false;
    }

    /// True once after a return, if nothing was said since.
    boolean takeWelcome() {
        boolean owed = owesWelcome;
        owesWelcome = false;
        return owed;
    }

    /// The call is over.
    void close() {
        deadline = Tick.NEVER;
        if (place.is(State.AWAY)) {
            place.go(Move.CALL_ENDS);
        } else if (place.is(State.HELD)) {
            place.go(Move.CALL_ENDS_HELD);
        }
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        place.go(Move.NOT_WAITED_FOR);
        out.signal(new Signal.NotBack());
    }
}
