package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;

/// How long nobody says anything while something is waited for, until a filler is due.
///
/// Runs on the call thread.
final class Patience {
    private final Duration length;
    private Tick deadline = Tick.NEVER;
    private boolean idle;

    Patience(Duration length) {
        this.length = length;
    }

    /// Told at the end of every step whether nobody speaks or types, and whether a filler is left.
    void idleIs(boolean nowIdle, boolean hasFiller, Tick now) {
        if (!nowIdle || !hasFiller) {
            deadline = Tick.NEVER;
        } else if (!idle || deadline.equals(Tick.NEVER)) {
            deadline = now.plus(length);
        }
        idle = nowIdle;
    }

    void end() {
        deadline = Tick.NEVER;
    }

    Tick deadline() {
        return deadline;
    }
}
