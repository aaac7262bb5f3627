package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;
import java.time.Duration;

/// The longest duration of a call, and the warning a minute before.
///
/// Runs on the call thread.
final class CallLimits implements Timed {
    enum State {
        RUNNING,
        /// The warning waits for the floor.
        WARNING_DUE,
        WARNED,
        REACHED
    }

    enum Move implements Transition<State> {
        MUST_WARN(State.RUNNING, State.WARNING_DUE),
        WARNS(State.WARNING_DUE, State.WARNED),
        ENDS(State.WARNED, State.REACHED),
        /// The floor was never free for the warning.
        ENDS_UNWARNED(State.WARNING_DUE, State.REACHED),
        /// The longest duration leaves no room for a warning.
        ENDS_SHORT(State.RUNNING, State.REACHED);

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

    /// How long before the end the warning is said.
    static final Duration WARNING = Duration.ofMinutes(1);

    private final ConversationSettings settings;
    private final Phrases phrases;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;

    CallLimits(
            ConversationSettings settings,
            Phrases phrases,
            Outbox out,
            Guards guards,
            TransitionLog log) {
        this.settings = settings;
        this.phrases = phrases;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.RUNNING, log);
    }

    void open(Tick now) {
        if (guards.has(Guard.MAX_DURATION)) {
            var max = settings.maxDuration();
            deadline = now.plus(warns() ? max.minus(WARNING) : max);
        }
    }

    private boolean warns() {
        return settings.maxDuration().compareTo(WARNING) > 0;
    }

    /// True once, when the floor is free and the warning is due.
    boolean takeWarning() {
        if (!place.is(State.WARNING_DUE)) {
            return false;
        }
        place.go(Move.WARNS);
        return true;
    }

    void close() {
        deadline = Tick.NEVER;
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        if (place.is(State.RUNNING) && warns()) {
            place.go(Move.MUST_WARN);
            deadline = deadline.plus(WARNING);
            return;
        }
        deadline = Tick.NEVER;
        place.go(
                switch (place.state()) {
                    case RUNNING -> Move.ENDS_SHORT;
                    case WARNING_DUE -> Move.ENDS_UNWARNED;
                    case WARNED, REACHED -> Move.ENDS;
                });
        out.signal(new Signal.Close(EndReason.TOO_LONG, phrases.tooLongGoodbye()));
    }
}
