package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;
import java.util.Map;

/// Whether the caller's connection is there. While it is away nothing is said and nothing answered;
/// what was not heard is said again when it is back, and a caller who is owed nothing else is told
/// that the agent is still there. A connection that does not come back ends the call.
///
/// Runs on the call thread.
final class Presence implements Timed {
    enum State {
        HERE,
        AWAY,
        GONE
    }

    enum Move implements Transition<State> {
        LEAVES(State.HERE, State.AWAY),
        RETURNS(State.AWAY, State.HERE),
        NOT_WAITED_FOR(State.AWAY, State.GONE),
        CALL_ENDS(State.AWAY, State.GONE);

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
        if (!place.is(State.HERE)) {
            return false;
        }
        place.go(Move.LEAVES);
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
