package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks "are you there?" after a long silence, and ends the call after the last prompt. Silence
/// counts while the floor is free and no tool runs; a noise pauses the count, it does not restart
/// it.
///
/// Runs on the call thread.
final class SilenceWatch implements Timed {
    enum State {
        BUSY,
        WAITING
    }

    enum Move implements Transition<State> {
        QUIET(State.BUSY, State.WAITING),
        TAKEN(State.WAITING, State.BUSY),
        PROMPTS(State.WAITING, State.BUSY),
        GIVES_UP(State.WAITING, State.BUSY);

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

    /// The dialogue may answer this many silences; the next ends the call.
    static final int PROMPTS = 3;

    private final SilenceSettings settings;
    private final Phrases phrases;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;
    private int prompted;
    private boolean draining;

    /// What was left of the patience when a sound began.
    private @Nullable Duration left;

    SilenceWatch(
            SilenceSettings settings,
            Phrases phrases,
            Outbox out,
            Guards guards,
            TransitionLog log) {
        this.settings = settings;
        this.phrases = phrases;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.BUSY, log);
    }

    /// Told at the end of every step whether anybody speaks, types, or is waited for.
    void quietIs(boolean quiet, Tick now) {
        if (quiet && place.is(State.BUSY)) {
            place.go(Move.QUIET);
            deadline = now.plus(left == null ? patience() : left);
        } else if (!quiet && place.is(State.WAITING)) {
            place.go(Move.TAKEN);
            left = deadline.since(now);
            deadline = Tick.NEVER;
        }
    }

    private Duration patience() {
        return switch (prompted) {
            case 0 -> settings.prompt();
            case 1 -> settings.secondPrompt();
            default -> settings.goodbye();
        };
    }

    /// The agent spoke: patience begins anew.
    void agentSpoke() {
        left = null;
    }

    /// The caller answered, or pressed a key.
    void callerPresent(Tick now) {
        prompted = 0;
        left = null;
        if (place.is(State.WAITING)) {
            deadline = now.plus(patience());
        }
    }

    /// The server stops: the next silence ends the call.
    void drain() {
        draining = true;
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        left = null;
        if (draining) {
            place.go(Move.GIVES_UP);
            out.signal(new Signal.Close(EndReason.DRAINED, phrases.drainGoodbye()));
        } else if (prompted >= PROMPTS && guards.has(Guard.SILENCE_ENDS)) {
            place.go(Move.GIVES_UP);
            out.signal(new Signal.Close(EndReason.CALLER_SILENT, phrases.silentGoodbye()));
        } else {
            place.go(Move.PROMPTS);
            prompted++;
            out.signal(new Signal.Silence(prompted));
        }
    }
}
