package dev.parley.call.speech;

/// Why an engine failed, by the one classification used everywhere.
public enum SpeechFailure {
    TIMED_OUT,
    OVERLOADED,
    ENGINE,
    NETWORK,
    PROTOCOL,
    CLOSED
}
