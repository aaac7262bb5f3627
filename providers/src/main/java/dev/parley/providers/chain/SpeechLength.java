package dev.parley.providers.chain;

import dev.parley.audio.Level;

/// How much of an utterance is plain speech: what is at most 15 dB softer than its loudest 10 ms.
/// The silence around it is not counted, nor a click. 16 kHz; one thread.
final class SpeechLength {
    private static final int BLOCK = 160;
    private static final int MILLIS_A_BLOCK = 10;
    private static final int BELOW_LOUDEST_DB = 15;
    private static final int SOFTEST_SPEECH_DBFS = -50;

    /// Blocks by their level below full scale, in whole decibels.
    private final int[] blocks = new int[(int) -Level.SILENCE_DBFS + 1];

    private final short[] block = new short[BLOCK];
    private int filled;

    void add(short[] samples) {
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(BLOCK - filled, samples.length - at);
            System.arraycopy(samples, at, block, filled, count);
            filled += count;
            at += count;
            if (filled == BLOCK) {
                filled = 0;
                int below = (int) -Level.dbfs(block, 0, BLOCK);
                blocks[Math.clamp(below, 0, blocks.length - 1)]++;
            }
        }
    }

    int millis() {
        int loudest = 0;
        while (loudest < blocks.length && blocks[loudest] == 0) {
            loudest++;
        }
        int softest = Math.min(loudest + BELOW_LOUDEST_DB, -SOFTEST_SPEECH_DBFS);
        int speech = 0;
        for (int below = loudest; below <= softest; below++) {
            speech += blocks[below];
        }
        return speech * MILLIS_A_BLOCK;
    }
}
