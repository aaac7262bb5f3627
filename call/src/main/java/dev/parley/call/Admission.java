package dev.parley.call;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets in at most so many calls at once, exactly; none while draining. Any thread, never waits.
final class Admission {
    static final String FULL = "full";
    static final String DRAINING = "draining";

    private final int limit;
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean isDraining;

    Admission(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("expected room for at least 1 call, got " + limit);
        }
        this.limit = limit;
    }

    /// Takes a place, to be given back by [#leave]; or says why there is none.
    Optional<String> enter() {
        int now = active.incrementAndGet();
        if (isDraining) {
            active.decrementAndGet();
            return Optional.of(DRAINING);
        }
        if (now > limit) {
            active.decrementAndGet();
            return Optional.of(FULL);
        }
        return Optional.empty();
    }

    void leave() {
        active.decrementAndGet();
    }

    void drain() {
        isDraining = true;
    }

    boolean isDraining() {
        return isDraining;
    }

    int active() {
        return active.get();
    }

    int limit() {
        return limit;
    }
}
