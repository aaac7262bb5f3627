package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.dialog.Act;
import dev.parley.dialog.ToolResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tools that run, and the results that wait until the dialogue can use them: a result never
/// speaks into the caller's turn. If a tool takes long while nobody speaks, its filler is said
/// once, then what [Fillers] say.
///
/// Runs on the call thread.
final class ToolCalls implements Timed {
    enum State {
        NONE,
        RUNNING
    }

    enum Move implements Transition<State> {
        STARTS(State.NONE, State.RUNNING),
        STARTS_ANOTHER(State.RUNNING, State.RUNNING),
        RETURNS(State.RUNNING, State.RUNNING),
        LAST_RETURNS(State.RUNNING, State.NONE),
        IS_SLOW(State.RUNNING, State.RUNNING),
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
    static final int MAX_RUNNING = 16;

    private final Patience patience = new Patience();
    private final Fillers fillers;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private final List<Running> running = new ArrayList<>();
    private final ArrayDeque<Returned> returned = new ArrayDeque<>();
    private long highest;

    ToolCalls(Fillers fillers, Outbox out, Guards guards, TransitionLog log) {
        this.fillers = fillers;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.NONE, log);
    }

    void start(Act.CallTool call) {
        if (call.id() <= highest) {
            throw new IllegalArgumentException(
                    "tool call ids grow: expected more than " + highest + ", got " + call.id());
        }
        if (running.size() == MAX_RUNNING) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_RUNNING + " tools at once; wait for their results");
        }
        highest = call.id();
        place.go(place.is(State.NONE) ? Move.STARTS : Move.STARTS_ANOTHER);
        running.add(new Running(call));
        out.effect(new Effect.StartTool(call.id(), call.name(), call.arguments()));
    }

    boolean isLate(long toolCall) {
        return find(toolCall) == null;
    }

    void onReturn(long toolCall, ToolResult result) {
        var call = find(toolCall);
        if (call != null) {
            running.remove(call);
            place.go(running.isEmpty() ? Move.LAST_RETURNS : Move.RETURNS);
        }
        returned.add(new Returned(toolCall, result));
    }

    /// The dialogue wants no more of it, whether it still runs or its result waits.
    void stop(long toolCall) {
        returned.removeIf(one -> one.toolCall == toolCall);
        var call = find(toolCall);
        if (call != null) {
            running.remove(call);
            place.go(running.isEmpty() ? Move.LAST_RETURNS : Move.RETURNS);
            if (guards.has(Guard.TOOLS_CANCELLED)) {
                out.effect(new Effect.CancelTool(toolCall));
            }
        }
    }

    private @Nullable Running find(long toolCall) {
        for (var call : running) {
            if (call.id == toolCall) {
                return call;
            }
        }
        return null;
    }

    boolean isBusy() {
        return guards.has(Guard.NO_PROMPT_DURING_TOOL) && !running.isEmpty();
    }

    /// The oldest result that waits, once the floor is free.
    @Nullable Returned take() {
        return returned.poll();
    }

    /// Told at the end of every step whether nobody speaks or types.
    void idleIs(boolean nowIdle, Tick now) {
        var slow = unfilled();
        patience.idleIs(nowIdle, slow == null ? null : fillers.patience(slow.filler), now);
    }

    /// The one that has a filler left, else any; null if none runs.
    private @Nullable Running unfilled() {
        for (var call : running) {
            if (!call.filler.isBlank()) {
                return call;
            }
        }
        return running.isEmpty() ? null : running.getFirst();
    }

    void cancelAll() {
        returned.clear();
        patience.end();
        if (running.isEmpty()) {
            return;
        }
        place.go(Move.CANCELLED);
        if (guards.has(Guard.TOOLS_CANCELLED)) {
            for (var call : running) {
                out.effect(new Effect.CancelTool(call.id));
            }
        }
        running.clear();
    }

    @Override
    public Tick nextDeadline() {
        return patience.deadline();
    }

    @Override
    public void onDeadline(Tick now) {
        patience.end();
        var slow = unfilled();
        if (slow != null) {
            place.go(Move.IS_SLOW);
            out.signal(new Signal.Slow(fillers.take(slow.filler)));
            if (guards.has(Guard.FILLER_ONCE)) {
                slow.filler = "";
            }
        }
    }

    record Returned(long toolCall, ToolResult result) {}

    private static final class Running {
        final long id;
        String filler;

        Running(Act.CallTool call) {
            this.id = call.id();
            this.filler = call.filler();
        }
    }
}
