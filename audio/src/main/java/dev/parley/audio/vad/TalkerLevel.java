package dev.parley.audio.vad;

/// How loud the caller was lately: follows louder speech quickly, falls slowly. What is much softer
/// is somebody in the background.
final class TalkerLevel {
    /// 30 dB above one bit: nothing softer counts as a talker.
    static final double LEAST_DBFS = 30 - dev.parley.audio.Level.FULL_SCALE_DB;

    private static final double FALL_PER_SECOND = 1.5;

    private final double rise;
    private final double fallPerFrame;
    private double dbfs = LEAST_DBFS;

    /// @param rise the part of the difference that one louder frame of speech adds
    /// @param frameSeconds length of a frame
    TalkerLevel(double rise, double frameSeconds) {
        this.rise = rise;
        this.fallPerFrame = FALL_PER_SECOND * frameSeconds;
    }

    void frame(double frameDbfs, boolean speech) {
        if (speech && frameDbfs > dbfs) {
            dbfs += rise * (frameDbfs - dbfs);
        } else {
            dbfs = Math.max(LEAST_DBFS, dbfs - fallPerFrame);
        }
    }

    double dbfs() {
        return dbfs;
    }

    void reset() {
        dbfs = LEAST_DBFS;
    }
}
