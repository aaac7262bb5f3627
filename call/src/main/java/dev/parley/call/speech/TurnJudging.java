package dev.parley.call.speech;

import java.time.Duration;
import java.util.function.DoubleConsumer;

/// Where the sound of a turn goes to be judged.
public interface TurnJudging {
    /// How much of it is wanted.
    Duration longest();

    /// Has the sound judged and tells how likely the turn is over, from 0 to 1, on another thread;
    /// or never. Does not block or throw, and takes the samples over.
    void judge(short[] samples, DoubleConsumer answer);
}
