package dev.parley.providers.chain;

/// Whether a candidate is asked. Closed until so many failures came in a row; then open for a time;
/// then half open: one request at a time is let through, until so many in a row were good. Pure: no
/// clock, one thread at a time.
final class Breaker {
    /// As metrics and `GET /providers` show it.
    enum State {
        CLOSED(0),
        HALF_OPEN(1),
        OPEN(2);

        private final int level;

        State(int level) {
            this.level = level;
        }

        int level() {
            return level;
        }
    }

    private final BreakerSettings settings;
    private State state = State.CLOSED;
    private int failuresInRow;
    private int goodProbes;
    private boolean isProbing;
    private long openUntil;
    private long restUntil;
    private boolean isResting;

    Breaker(BreakerSettings settings) {
        this.settings = settings;
    }

    /// Whether a request may be made now; a probe's place is taken with it, and given back by one
    /// of the methods below.
    boolean admits(long now) {
        if (!wouldAdmit(now)) {
            return false;
        }
        if (stateAt(now) == State.HALF_OPEN) {
            state = State.HALF_OPEN;
            isProbing = true;
        }
        isResting = false;
        return true;
    }

    /// The same, without taking a place.
    boolean wouldAdmit(long now) {
        if (isResting && now - restUntil < 0) {
            return false;
        }
        return switch (stateAt(now)) {
            case CLOSED -> true;
            case HALF_OPEN -> !isProbing;
            case OPEN -> false;
        };
    }

    State stateAt(long now) {
        return state == State.OPEN && now - openUntil >= 0 ? State.HALF_OPEN : state;
    }

    /// A request was answered.
    void succeeded() {
        isProbing = false;
        failuresInRow = 0;
        switch (state) {
            case CLOSED -> {}
            case HALF_OPEN -> {
                goodProbes++;
                if (goodProbes >= settings.probes()) {
                    state = State.CLOSED;
                    goodProbes = 0;
                }
            }
            case OPEN -> {} // asked before it opened, or as the last resort: it must still prove
        }
    }

    /// A request failed by the provider's fault.
    void failed(long now) {
        isProbing = false;
        failuresInRow++;
        switch (state) {
            case CLOSED -> {
                if (failuresInRow >= settings.failures()) {
                    open(now);
                }
            }
            case HALF_OPEN -> open(now);
            case OPEN -> {}
        }
    }

    /// A request was given up, or failed by nobody's fault: it says nothing.
    void dropped() {
        isProbing = false;
    }

    /// The provider asks to be left alone until then.
    void rest(long until) {
        isResting = true;
        restUntil = until;
    }

    private void open(long now) {
        state = State.OPEN;
        openUntil = now + settings.open().toNanos();
        goodProbes = 0;
    }
}
