package dev.parley.it.resilience;

import java.time.Duration;

/// What a call got of one request.
///
/// @param got the words, the text, or the sound; "failed KIND" if it was told a failure
/// @param failure what the first candidate did, by its kind; "none" if it answered
/// @param greatestGap the longest time without anything, from the request on; for sound, by its
///   play clock
record Outcome(String got, String failure, Duration greatestGap) {}
