package dev.parley.call.speech;

import java.time.Duration;

/// A model that hears whether a speaker has finished. Shared by all calls.
public interface TurnJudge extends AutoCloseable {
    /// Plain name for records and metrics.
    String name();

    /// How much of the sound before the pause it can use.
    Duration longest();

    /// How likely the speaker has finished, from 0 to 1. Computes on the calling thread, which is
    /// one at a time.
    ///
    /// @param samples 16 kHz mono, the pause at its end; at most [#longest()]
    /// @throws RuntimeException if the model fails; the turn then ends as without it
    double complete(short[] samples);

    @Override
    void close();
}
