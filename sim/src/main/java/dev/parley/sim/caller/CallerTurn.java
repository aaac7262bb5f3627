package dev.parley.sim.caller;

/// One turn as the caller lived it.
///
/// @param who "agent" or "caller"
/// @param words what was said (caller) or understood (agent)
/// @param fromMillis when its sound began, in the call
/// @param toMillis when its sound ended
/// @param waitMillis how long the other side had been quiet when it began; -1 for the first
public record CallerTurn(
        String who, String words, long fromMillis, long toMillis, long waitMillis) {}
