package dev.parley.audio.vad;

import dev.parley.audio.Level;

/// How loud it is while nobody speaks: falls quickly, rises slowly, so that it lies about one
/// standard deviation below steady noise. Begins with the first frame; digital silence says nothing
/// about the line and is left out.
public final class NoiseFloor {
    private static final double DIGITAL_SILENCE_DBFS = Level.SILENCE_DBFS + 5;
    private static final double FALL = 0.1;
    private static final double RISE = 0.02;
    private static final double MOST_RISE_PER_SECOND = 3;

    private final double mostRise;
    private double dbfs = Double.NaN;

    /// @param frameSeconds length of a frame
    public NoiseFloor(double frameSeconds) {
        mostRise = MOST_RISE_PER_SECOND * frameSeconds;
    }

    /// Takes the level of the next frame.
    public void frame(double frameDbfs) {
        if (frameDbfs < DIGITAL_SILENCE_DBFS) {
            return;
        }
        if (Double.isNaN(dbfs)) {
            dbfs = frameDbfs;
        }
        double above = frameDbfs - dbfs;
        dbfs += above < 0 ? FALL * above : Math.min(mostRise, RISE * above);
    }

    /// Silence itself, as long as only silence came.
    public double dbfs() {
        return Double.isNaN(dbfs) ? Level.SILENCE_DBFS : dbfs;
    }

    /// Forgets the line.
    public void reset() {
        dbfs = Double.NaN;
    }
}
