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
    private int loudest = blocks.length;

    /// Milliseconds in it that were speech by what was known then: for those who cannot wait for
    /// the end.
    int add(short[] samples) {
        int speech = 0;
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(BLOCK - filled, samples.length - at);
            System.arraycopy(samples, at, block, filled, count);
            filled += count;
            at += count;
            if (filled == BLOCK) {
                filled = 0;
                int below = Math.clamp((int) -Level.dbfs(block, 0, BLOCK), 0, blocks.length - 1);
                blocks[below]++;
                loudest = Math.min(loudest, below);
                speech += below <= softest() ? MILLIS_A_BLOCK : 0;
            }
        }
        return speech;
    }

    private int softest() {
        return Math.min(loudest + BELOW_LOUDEST_DB, -SOFTEST_SPEECH_DBFS);
    }

    int millis() {
        int speech = 0;
        for (int below = loudest; below <= softest(); below++) {
            speech += blocks[below];
        }
        return speech * MILLIS_A_BLOCK;
    }
}
