package dev.parley.call.media;

import java.util.concurrent.atomic.AtomicReference;

/// Lets one thread work while another may close: work in progress is finished first, and whoever
/// comes last closes, exactly once. Nobody waits.
final class Gate {
    private enum State {
        IDLE,
        BUSY,
        CLOSING,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Runnable closing;

    Gate(Runnable closing) {
        this.closing = closing;
    }

    /// False if closed: then nothing may be touched. One thread works at a time.
    boolean enter() {
        return state.compareAndSet(State.IDLE, State.BUSY);
    }

    void leave() {
        if (!state.compareAndSet(State.BUSY, State.IDLE)) {
            state.set(State.CLOSED);
            closing.run();
        }
    }

    void close() {
        while (true) {
            if (state.compareAndSet(State.IDLE, State.CLOSED)) {
                closing.run();
                return;
            }
            if (state.compareAndSet(State.BUSY, State.CLOSING) || isClosed()) {
                return;
            }
        }
    }

    private boolean isClosed() {
        var now = state.get();
        return now == State.CLOSING || now == State.CLOSED;
    }
}
