package dev.parley.providers.level;

import dev.parley.audio.SoftLimit;

/// The gain of one sentence: that of its voice from its first sample on, and from there on never
/// faster than a listener follows without noticing. None at all near the level of the house. One
/// thread.
final class SentenceGain {
    /// What the engines in process have.
    static final double HOUSE_DBFS = -22;

    static final double MOST_DB = 12;

    /// Nobody hears the difference: so much is left.
    private static final double NEAR_DB = 1;

    private static final double STEP_DB_PER_SECOND = 1.5;

    private final VoiceLevel level;
    private final double stepDb;
    private final int blockSamples;
    private int untilStep;
    private boolean hasBegun;
    private double db;
    private float factor = 1;
    private short[] changed = new short[0];

    SentenceGain(int rate, VoiceLevel level) {
        this.level = level;
        this.blockSamples = rate * SpeechMeter.BLOCK_MILLIS / 1000;
        this.stepDb = STEP_DB_PER_SECOND * SpeechMeter.BLOCK_MILLIS / 1000;
        this.untilStep = blockSamples;
    }

    /// The samples at the level of the house: the same array if nothing is to be changed, else one
    /// that is used again for the next.
    short[] applied(short[] samples, int offset, int count) {
        if (!hasBegun) {
            hasBegun = true;
            set(wanted());
        }
        if (db == 0 && wanted() == 0) {
            return samples;
        }
        if (changed.length < offset + count) {
            changed = new short[offset + count];
        }
        for (int i = offset; i < offset + count; i++) {
            changed[i] = factor == 1 ? samples[i] : SoftLimit.limited(samples[i] * factor);
            if (--untilStep == 0) {
                untilStep = blockSamples;
                set(db + Math.clamp(wanted() - db, -stepDb, stepDb));
            }
        }
        return changed;
    }

    private void set(double next) {
        if (next != db) {
            db = next;
            factor = (float) Math.pow(10, db / 20);
        }
    }

    private double wanted() {
        double dbfs = level.dbfs();
        if (Double.isNaN(dbfs)) {
            return 0;
        }
        double gain = HOUSE_DBFS - dbfs;
        double beyond = Math.max(0, Math.abs(gain) - NEAR_DB);
        return Math.copySign(Math.min(beyond, MOST_DB), gain);
    }
}
