package dev.parley.call.duplex;

/// How a provider learns that an answer was not heard to its end.
public enum Truncation {
    /// It forgets what comes after a time in the answer's sound.
    BY_TIME,
    /// It keeps what it said, and a note says what was heard of it.
    BY_NOTE
}
