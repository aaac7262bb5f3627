package dev.parley.providers.level;

import dev.parley.audio.Level;

/// Finds the plain speech in the sound of one sentence and tells how loud it is. Silence and noise
/// do not count, nor do tones, which are of one level for longer than speech ever is. One thread.
final class SpeechMeter {
    private static final int BLOCKS_PER_SECOND = 50;
    static final int BLOCK_MILLIS = 1000 / BLOCKS_PER_SECOND;
    private static final double SOFTEST_SPEECH_DBFS = -50;

    /// Softer parts of speech are left out, so that many pauses do not make a voice soft.
    private static final double BELOW_LOUDEST_DB = 18;

    private static final double LEVEL_OF_TONE_DB = 0.5;
    private static final int BLOCKS_OF_TONE = 5;

    private final short[] block;
    private final Speech speech;
    private int filled;
    private double loudest = SOFTEST_SPEECH_DBFS;
    private double before = Level.SILENCE_DBFS;

    /// Blocks of one level in a row, and what of the run is not told yet.
    private int run;

    private double waitingPower;
    private int waiting;

    /// Takes what was measured.
    @FunctionalInterface
    interface Speech {
        void heard(double meanSquare, int millis);
    }

    SpeechMeter(int rate, Speech speech) {
        this.block = new short[rate / BLOCKS_PER_SECOND];
        this.speech = speech;
    }

    void samples(short[] samples, int offset, int count) {
        for (int at = 0; at < count; ) {
            int taken = Math.min(block.length - filled, count - at);
            System.arraycopy(samples, offset + at, block, filled, taken);
            filled += taken;
            at += taken;
            if (filled == block.length) {
                filled = 0;
                measure(Level.meanSquare(block, 0, block.length));
            }
        }
    }

    /// The sentence is over.
    void finish() {
        tell();
    }

    private void measure(double power) {
        double dbfs =
                power == 0
                        ? Level.SILENCE_DBFS
                        : Math.max(
                                Level.SILENCE_DBFS, 10 * Math.log10(power) - Level.FULL_SCALE_DB);
        if (Math.abs(dbfs - before) < LEVEL_OF_TONE_DB) {
            run++;
        } else {
            tell();
            run = 1;
        }
        before = dbfs;
        loudest = Math.max(loudest, dbfs);
        if (run >= BLOCKS_OF_TONE) {
            waiting = 0;
            waitingPower = 0;
        } else if (dbfs > Math.max(SOFTEST_SPEECH_DBFS, loudest - BELOW_LOUDEST_DB)) {
            waiting++;
            waitingPower += power;
        }
    }

    private void tell() {
        if (waiting > 0) {
            speech.heard(waitingPower / waiting, waiting * BLOCK_MILLIS);
            waiting = 0;
            waitingPower = 0;
        }
    }
}
