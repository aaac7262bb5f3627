package dev.parley.call.media;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One place on a pacing wheel, from registration until closed. `wake` and `close` may be called
/// from any thread; the other fields belong to the wheel's thread.
public final class Seat implements AutoCloseable {
    static final int NOWHERE = -1;

    final Paced paced;
    long due = Paced.NEVER;
    int slot = NOWHERE;
    @Nullable Seat next;
    @Nullable Seat previous;

    /// The next in the list of the woken; written by the waker before it publishes the seat.
    @Nullable Seat nextWoken;

    private final Wheel wheel;
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private volatile boolean isClosed;

    Seat(Paced paced, Wheel wheel) {
        this.paced = paced;
        this.wheel = wheel;
    }

    /// Has the wheel run this seat as soon as it can. Never blocks; many wakes before one run are
    /// one.
    public void wake() {
        if (isWoken.compareAndSet(false, true)) {
            wheel.push(this);
        }
    }

    /// Leaves the wheel. A run in progress ends; none follows.
    @Override
    public void close() {
        isClosed = true;
        wake();
    }

    boolean isClosed() {
        return isClosed;
    }

    /// From here on a new wake is a new run.
    void answerWake() {
        isWoken.set(false);
    }
}
