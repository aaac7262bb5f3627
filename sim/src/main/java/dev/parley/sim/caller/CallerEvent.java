package dev.parley.sim.caller;

/// What happens to a caller, in milliseconds of the call.
sealed interface CallerEvent {
    /// The agent's voice began to be heard.
    record AgentBegan(long millis) implements CallerEvent {}

    /// What is understood so far of what the agent is saying.
    record AgentGoesOn(String words) implements CallerEvent {}

    /// The agent said this and is quiet.
    record AgentSaid(String words, long fromMillis, long toMillis) implements CallerEvent {}

    /// The caller's own sentence was spoken to its end.
    record Spoken(long fromMillis, long toMillis) implements CallerEvent {}

    /// The line is gone.
    record LineEnded(String how) implements CallerEvent {}
}
