package dev.parley.call.duplex;

/// How an answer ended that did not fail.
public enum AnswerEnd {
    /// All of it came.
    COMPLETE,
    /// Stopped by us, or by the provider because the caller spoke.
    STOPPED,
    /// It reached the most tokens of an answer.
    LENGTH
}
