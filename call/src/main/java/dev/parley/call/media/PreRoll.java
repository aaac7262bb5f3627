package dev.parley.call.media;

import dev.parley.call.speech.Recognizer;

/// The last 640 ms of the caller's sound at 16 kHz, so that a recognizer hears the beginning of
/// what voice activity noticed a moment later. IO thread only.
final class PreRoll {
    private static final int SIZE = 16_000 * 640 / 1000;

    private final short[] ring = new short[SIZE];
    private long written;

    void add(short[] samples, int offset, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) ((written + i) % SIZE)] = samples[offset + i];
        }
        written += count;
    }

    /// Samples added so far.
    long position() {
        return written;
    }

    /// Gives everything from this position on, as far as it is still there.
    void replay(long from, Recognizer.Session session) {
        long at = Math.max(Math.max(from, 0), written - SIZE);
        while (at < written) {
            int start = (int) (at % SIZE);
            int count = (int) Math.min(written - at, SIZE - start);
            session.audio(ring, start, count);
            at += count;
        }
    }
}
