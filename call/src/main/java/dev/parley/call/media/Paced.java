package dev.parley.call.media;

/// Something that acts at times of its own choosing on a pacing wheel. Both methods run on the
/// wheel's thread: no lock, no log, no waiting, no allocation for each frame.
public interface Paced {
    /// Nothing to do until woken.
    long NEVER = Long.MAX_VALUE;

    /// Acts.
    ///
    /// @param now the wheel's time, in nanoseconds of `System.nanoTime`
    /// @return when to be called again at the latest, on the same clock, or [#NEVER]
    long run(long now);

    /// [#run] threw; it was taken off the wheel and is not called again.
    void failed(RuntimeException failure);
}
