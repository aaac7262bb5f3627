package dev.parley.call.conversation;

import dev.parley.call.Tick;

/// A machine that wants to be woken. A fired deadline must be moved or cleared by
/// [#onDeadline(Tick)].
interface Timed {
    Tick nextDeadline();

    void onDeadline(Tick now);
}
