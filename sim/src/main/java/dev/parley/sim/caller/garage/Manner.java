package dev.parley.sim.caller.garage;

/// How a caller behaves on the way to their goal.
public enum Manner {
    CALM,
    /// Says one day and, a question later, another.
    CHANGES_MIND,
    /// Corrects the day in the middle of the answer.
    CORRECTS,
    /// Answers before the question has been asked to its end.
    INTERRUPTS,
    /// Hurries the agent along before answering.
    IMPATIENT,
    /// Begins with something else.
    OFF_TOPIC,
    /// Says nothing to the first question until asked again.
    SILENT_AT_FIRST,
    /// Never speaks.
    KEYS_ONLY
}
