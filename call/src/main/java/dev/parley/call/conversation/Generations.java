package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.dialog.Act;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What language models write for this call, and what waits of it until the dialogue can use it:
/// nothing of it speaks into the caller's turn. If nothing was said while nobody speaks, the filler
/// is said once, then what [Fillers] say; a model that falls silent has failed.
///
/// Runs on the call thread.
final class Generations implements Timed {
    enum State {
        NONE,
        RUNNING
    }

    enum Move implements Transition<State> {
        STARTS(State.NONE, State.RUNNING),
        STARTS_ANOTHER(State.RUNNING, State.RUNNING),
        ENDS(State.RUNNING, State.RUNNING),
        LAST_ENDS(State.RUNNING, State.NONE),
        IS_SLOW(State.RUNNING, State.RUNNING),
        STALLS(State.RUNNING, State.RUNNING),
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

    /// A dialogue that starts more at once is broken.
    static final int MAX_RUNNING = 4;

    /// Characters and tool calls of one generation; a model that writes on for ever is cut here. A
    /// tool call counts as many as its arguments have.
    static final int MAX_CHARACTERS = 20_000;

    /// Longest silence of a model, before its first word too. Providers have shorter limits of
    /// their own; this one holds if they forget.
    static final Duration STALL_LIMIT = Duration.ofSeconds(20);

    private static final ProviderFault STALLED =
            new ProviderFault(
                    ProviderFailure.TIMED_OUT,
                    "expected a piece of the answer every "
                            + STALL_LIMIT.toSeconds()
                            + " s, got none");

    private final Patience patience = new Patience();
    private final Fillers fillers;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private final Foresight foresight;
    private final List<Running> running = new ArrayList<>();
    private final ArrayDeque<Written> written = new ArrayDeque<>();
    private long highest;

    /// A piece that waits for the dialogue.
    record Written(long generation, ModelEvent event) {}

    private static final class Running {
        final long id;

        /// The number under which it is written.
        final long source;

        String filler;
        boolean hasSpoken;
        Tick limit;
        int characters;

        Running(long id, long source, String filler, Tick limit) {
            this.id = id;
            this.source = source;
            this.filler = filler;
            this.limit = limit;
        }
    }

    Generations(Fillers fillers, Outbox out, Guards guards, TransitionLog log) {
        this.fillers = fillers;
        this.out = out;
        this.guards = guards;
        this.foresight = new Foresight(out, guards, log);
        this.place = new Place<>(State.NONE, log);
    }

    void start(Act.Generate act, Tick now) {
        if (act.id() <= highest) {
            throw new IllegalArgumentException(
                    "generation ids grow: expected more than " + highest + ", got " + act.id());
        }
        if (running.size() == MAX_RUNNING) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_RUNNING + " generations at once; stop some first");
        }
        highest = act.id();
        place.go(place.is(State.NONE) ? Move.STARTS : Move.STARTS_ANOTHER);
        var foreseen = foresight.use(act.request());
        long source = foreseen == null ? act.id() : foreseen.generation();
        running.add(new Running(act.id(), source, act.filler(), limit(now)));
        if (foreseen == null) {
            out.effect(new Effect.StartGeneration(act.id(), act.request()));
        } else {
            out.effect(new Effect.Show.Foreseen(source, act.id()));
            foreseen.written().forEach(event -> onEvent(source, event, now));
        }
    }

    /// What the dialogue would ask if the caller's turn were over now; null for nothing.
    void foresee(@Nullable ModelRequest request) {
        foresight.ask(request);
    }

    /// The caller goes on.
    void forgetForeseen() {
        foresight.drop();
    }

    /// The caller's turn is over, and answered if it is.
    void turnOver() {
        foresight.turnOver();
    }

    private Tick limit(Tick now) {
        return guards.has(Guard.GENERATION_LIMIT) ? now.plus(STALL_LIMIT) : Tick.NEVER;
    }

    /// @param source the number under which it is written
    boolean isLate(long source) {
        return !foresight.isWritten(source) && writtenAs(source) == null;
    }

    /// @param source the number under which it is written
    void onEvent(long source, ModelEvent event, Tick now) {
        if (foresight.isWritten(source)) {
            foresight.onEvent(event);
            return;
        }
        var from = writtenAs(source);
        add(from == null ? source : from.id, event);
        if (from == null) {
            return;
        }
        if (event.isLast()) {
            over(from);
            return;
        }
        from.limit = limit(now);
        from.characters += characters(event);
        if (from.characters > MAX_CHARACTERS) {
            cancel(from);
            over(from);
            add(from.id, new ModelEvent.Done(new Finish(Finish.Reason.LENGTH, Usage.UNKNOWN)));
        }
    }

    static int characters(ModelEvent event) {
        return switch (event) {
            case ModelEvent.Text(var delta) -> delta.reveal().length();
            case ModelEvent.Called(var call) -> 100 + call.argumentsJson().reveal().length();
            case ModelEvent.Done _, ModelEvent.Failed _ -> 0;
        };
    }

    /// Text that waits is put together.
    private void add(long generation, ModelEvent event) {
        if (event instanceof ModelEvent.Text(var delta)
                && written.peekLast() instanceof Written(long before, ModelEvent.Text(var text))
                && before == generation) {
            written.removeLast();
            written.addLast(
                    new Written(generation, new ModelEvent.Text(text.reveal() + delta.reveal())));
        } else {
            written.addLast(new Written(generation, event));
        }
    }

    private void over(Running one) {
        running.remove(one);
        place.go(running.isEmpty() ? Move.LAST_ENDS : Move.ENDS);
    }

    private @Nullable Running find(long generation) {
        for (var one : running) {
            if (one.id == generation) {
                return one;
            }
        }
        return null;
    }

    private @Nullable Running writtenAs(long source) {
        for (var one : running) {
            if (one.source == source) {
                return one;
            }
        }
        return null;
    }

    /// Whether more may come of it for the dialogue.
    boolean isPending(long generation) {
        return find(generation) != null
                || written.stream().anyMatch(piece -> piece.generation == generation);
    }

    boolean isIdle() {
        return running.isEmpty() && written.isEmpty();
    }

    /// A model writes, or what it wrote waits.
    boolean isBusy() {
        return guards.has(Guard.NO_PROMPT_DURING_TOOL) && !isIdle();
    }

    /// The oldest piece that waits; null for none.
    @Nullable Written take() {
        return written.poll();
    }

    /// The oldest piece of this generation; null for none.
    @Nullable Written take(long generation) {
        for (var piece : written) {
            if (piece.generation == generation) {
                written.remove(piece);
                return piece;
            }
        }
        return null;
    }

    /// Something of it was said: no filler is needed any more.
    void spoke(long generation) {
        var one = find(generation);
        if (one != null) {
            one.filler = "";
            one.hasSpoken = true;
        }
    }

    /// The dialogue wants no more of it.
    void stop(long generation) {
        written.removeIf(piece -> piece.generation == generation);
        var one = find(generation);
        if (one != null) {
            cancel(one);
            over(one);
        }
    }

    /// Nothing is wanted any more of anything that is written.
    void cancelAll() {
        foresight.turnOver();
        cancelAsked();
    }

    /// The same, but what is foreseen may still be asked.
    void cancelAsked() {
        written.clear();
        patience.end();
        if (!running.isEmpty()) {
            place.go(Move.CANCELLED);
            running.forEach(this::cancel);
            running.clear();
        }
    }

    private void cancel(Running one) {
        if (guards.has(Guard.GENERATIONS_CANCELLED)) {
            out.effect(new Effect.CancelGeneration(one.source));
        }
    }

    /// Told at the end of every step whether nobody speaks or types.
    void idleIs(boolean idle, Tick now) {
        var slow = unfilled();
        patience.idleIs(idle, slow == null ? null : fillers.patience(slow.filler), now);
    }

    /// The one that has a filler left, else one of which nothing was said; null for none.
    private @Nullable Running unfilled() {
        Running silent = null;
        for (var one : running) {
            if (!one.filler.isBlank()) {
                return one;
            }
            silent = one.hasSpoken || silent != null ? silent : one;
        }
        return silent;
    }

    @Override
    public Tick nextDeadline() {
        var next = patience.deadline();
        for (var one : running) {
            next = Tick.earlier(next, one.limit);
        }
        return next;
    }

    @Override
    public void onDeadline(Tick now) {
        for (var one : List.copyOf(running)) {
            if (now.isAtOrAfter(one.limit)) {
                place.go(Move.STALLS);
                cancel(one);
                over(one);
                add(one.id, new ModelEvent.Failed(STALLED));
            }
        }
        var slow = unfilled();
        if (slow != null && now.isAtOrAfter(patience.deadline())) {
            patience.end();
            place.go(Move.IS_SLOW);
            out.signal(new Signal.Slow(fillers.take(slow.filler)));
            if (guards.has(Guard.FILLER_ONCE)) {
                slow.filler = "";
            }
        }
    }
}
