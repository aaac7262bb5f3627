package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.time.Duration;

/// What a model writes in the background for the dialogue: a summary of what was said long ago. One
/// at a time, and nobody waits for it: it has no floor and no filler, delays no prompt, and is told
/// to the dialogue at any moment, which says nothing to it. One that does not come in time has
/// failed.
///
/// Its generations are numbered from a billion on. Runs on the call thread.
final class Summaries implements Timed {
    enum State {
        NONE,
        RUNNING
    }

    enum Move implements Transition<State> {
        ASKS(State.NONE, State.RUNNING),
        IS_REPLACED(State.RUNNING, State.RUNNING),
        COMES(State.RUNNING, State.NONE),
        FAILS(State.RUNNING, State.NONE),
        IS_TOO_SLOW(State.RUNNING, State.NONE),
        CANCELLED(State.RUNNING, State.NONE);

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

    /// What its numbers count from.
    static final long FIRST = 1_000_000_000;

    /// From the question to the end.
    static final Duration LIMIT = Duration.ofSeconds(30);

    /// A model that writes on for ever has failed.
    static final int MAX_CHARACTERS = 20_000;

    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private final StringBuilder text = new StringBuilder();
    private long id;
    private int characters;
    private Tick deadline = Tick.NEVER;

    Summaries(Outbox out, Guards guards, TransitionLog log) {
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.NONE, log);
    }

    /// Whether a generation is a summary, by its number.
    static boolean isOne(long generation) {
        return generation > FIRST;
    }

    /// In the place of one that still runs.
    void start(long next, ModelRequest request, Tick now) {
        if (next <= id) {
            throw new IllegalArgumentException(
                    "summary ids grow: expected more than " + id + ", got " + next);
        }
        if (isRunning()) {
            cancel();
            place.go(Move.IS_REPLACED);
        } else {
            place.go(Move.ASKS);
        }
        id = next;
        text.setLength(0);
        characters = 0;
        deadline = guards.has(Guard.GENERATION_LIMIT) ? now.plus(LIMIT) : Tick.NEVER;
        out.effect(new Effect.StartGeneration(FIRST + id, request));
    }

    private boolean isRunning() {
        return place.is(State.RUNNING);
    }

    boolean isLate(long generation) {
        return !isRunning() || generation != FIRST + id;
    }

    void onEvent(ModelEvent event) {
        if (!isRunning()) {
            return;
        }
        characters += Generations.characters(event);
        if (characters > MAX_CHARACTERS) {
            cancel();
            over(Move.FAILS, "");
            return;
        }
        switch (event) {
            case ModelEvent.Text(var delta) -> text.append(delta.reveal());
            case ModelEvent.Called _ -> {} // it has no tools
            case ModelEvent.Done _ -> over(Move.COMES, text.toString());
            case ModelEvent.Failed _ -> over(Move.FAILS, "");
        }
    }

    private void over(Move move, String with) {
        place.go(move);
        deadline = Tick.NEVER;
        text.setLength(0);
        out.signal(new Signal.Summarized(id, with));
    }

    private void cancel() {
        if (guards.has(Guard.GENERATIONS_CANCELLED)) {
            out.effect(new Effect.CancelGeneration(FIRST + id));
        }
    }

    /// The call ends: nobody needs it any more.
    void close() {
        if (isRunning()) {
            cancel();
            place.go(Move.CANCELLED);
            deadline = Tick.NEVER;
            text.setLength(0);
        }
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        cancel();
        over(Move.IS_TOO_SLOW, "");
    }
}
