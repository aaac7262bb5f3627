package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long nobody says anything while something is waited for, until a filler is due.
///
/// Runs on the call thread.
final class Patience {
    private @Nullable Duration length;
    private Tick deadline = Tick.NEVER;
    private boolean idle;

    /// Told at the end of every step whether nobody speaks or types, and how long that may be until
    /// a filler is due; null if none is left.
    void idleIs(boolean nowIdle, @Nullable Duration most, Tick now) {
        if (!nowIdle || most == null) {
            deadline = Tick.NEVER;
        } else if (!idle || deadline.equals(Tick.NEVER) || !most.equals(length)) {
            deadline = now.plus(most);
        }
        idle = nowIdle;
        length = most;
    }

    void end() {
        deadline = Tick.NEVER;
    }

    Tick deadline() {
        return deadline;
    }
}
