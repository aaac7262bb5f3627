package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One utterance of one call. Whoever ends it first, decision, time limit or cancel, is the only
/// one who may tell the listener; any thread.
final class Utterance {
    private enum State {
        HEARING,
        FINISHING,
        OVER
    }

    private final long id;
    private final Expectation expectation;
    private final AtomicReference<State> state = new AtomicReference<>(State.HEARING);
    private volatile long finishedNanos;
    private volatile @Nullable Future<?> limit;

    Utterance(long id, Expectation expectation) {
        this.id = id;
        this.expectation = expectation;
    }

    long id() {
        return id;
    }

    Expectation expectation() {
        return expectation;
    }

    /// Partial words are wanted.
    boolean isHearing() {
        return state.get() == State.HEARING;
    }

    boolean isOver() {
        return state.get() == State.OVER;
    }

    void finish(long nowNanos, Future<?> timeLimit) {
        finishedNanos = nowNanos;
        limit = timeLimit;
        state.compareAndSet(State.HEARING, State.FINISHING);
    }

    long finishedNanos() {
        return finishedNanos;
    }

    /// True for the one who ends it.
    boolean end() {
        if (state.getAndSet(State.OVER) == State.OVER) {
            return false;
        }
        Future<?> running = limit;
        if (running != null) {
            running.cancel(false);
        }
        return true;
    }
}
