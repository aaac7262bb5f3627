package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.util.List;

/// What the call thread drives: see [Conversation]. Implemented by the real conversation and, in
/// tests of the runtime, by scripted ones.
public interface Machine {
    /// Hands over one input at `now`; `now` never goes back. The effects are to be performed in
    /// order.
    List<Effect> on(Input input, Tick now);

    /// Called when `now` reached [#nextDeadline()] and no input came before.
    List<Effect> onDeadline(Tick now);

    /// When the call thread must come back at the latest; [Tick#NEVER] if only an input can change
    /// anything.
    Tick nextDeadline();

    /// True after [Effect.HangUp]; inputs are then ignored and no effect follows.
    boolean isOver();
}
