package dev.parley.audio;

/// Brings a talker to -14 dBFS, slowly, and keeps peaks under -1 dBFS. For 16 kHz; one stream, one
/// thread.
///
/// The talker is taken to be at -24 dBFS until one is heard, so that a first word is lifted too.
final class SpeechGain {
    private static final double TARGET_DBFS = -14;
    private static final double ASSUMED_DBFS = -24;
    private static final double LEAST_GAIN_DB = -6;
    private static final double MOST_GAIN_DB = 20;
    private static final int BLOCK = 160;
    private static final double RISE_PER_BLOCK_DB = 0.1; // 10 dB a second
    private static final double FALL_PER_BLOCK_DB = 0.4;
    private static final double SOFTEST_SPEECH_DBFS = -50;
    private static final double ABOVE_FLOOR_DB = 9;
    private static final double TALKER_UPDATE = 0.02; // half a second of speech
    private static final double FLOOR_FALL = 0.2;
    private static final double FLOOR_RISE_DB = 0.03; // 3 dB a second
    private static final float CEILING = 29_204; // -1 dBFS
    private static final float RELEASE = 0.99875f; // 50 ms

    private final short[] block = new short[BLOCK];
    private int filled;
    private double floorDbfs = Level.SILENCE_DBFS;
    private double talkerPower = power(ASSUMED_DBFS);
    private double gainDb = TARGET_DBFS - ASSUMED_DBFS;
    private float gain = amplitude(gainDb);
    private float peak;

    /// Another stretch of the same talker, at the level known by now.
    SpeechGain again() {
        var next = new SpeechGain();
        next.floorDbfs = floorDbfs;
        next.talkerPower = talkerPower;
        next.gainDb = gainDb;
        next.gain = gain;
        return next;
    }

    /// The sample, louder.
    float next(short sample) {
        block[filled++] = sample;
        if (filled == BLOCK) {
            filled = 0;
            follow(Level.dbfs(block, 0, BLOCK));
        }
        float louder = sample * gain;
        peak = Math.max(Math.abs(louder), Math.max(1, peak * RELEASE)); // not down to denormals
        return peak > CEILING ? louder * (CEILING / peak) : louder;
    }

    double gainDb() {
        return gainDb;
    }

    private void follow(double dbfs) {
        floorDbfs +=
                dbfs < floorDbfs
                        ? FLOOR_FALL * (dbfs - floorDbfs)
                        : Math.min(FLOOR_RISE_DB, dbfs - floorDbfs);
        if (dbfs > Math.max(SOFTEST_SPEECH_DBFS, floorDbfs + ABOVE_FLOOR_DB)) {
            talkerPower += TALKER_UPDATE * (power(dbfs) - talkerPower);
            double wanted =
                    Math.clamp(
                            TARGET_DBFS - 10 * Math.log10(talkerPower),
                            LEAST_GAIN_DB,
                            MOST_GAIN_DB);
            gainDb += Math.clamp(wanted - gainDb, -FALL_PER_BLOCK_DB, RISE_PER_BLOCK_DB);
            gain = amplitude(gainDb);
        }
    }

    private static double power(double dbfs) {
        return Math.pow(10, dbfs / 10);
    }

    private static float amplitude(double db) {
        return (float) Math.pow(10, db / 20);
    }
}
