package dev.parley.providers.chain;

import java.util.ArrayDeque;

/// The sound of one utterance since it began, for the case that another recognizer must hear it
/// again. Positions count samples from the beginning. One thread at a time.
final class KeptSound {
    private final ArrayDeque<short[]> pieces = new ArrayDeque<>();
    private long from;
    private long to;

    void add(short[] piece) {
        pieces.addLast(piece);
        to += piece.length;
    }

    /// Forgets the oldest.
    ///
    /// @return samples forgotten; 0 if there are none
    int dropOldest() {
        var oldest = pieces.pollFirst();
        if (oldest == null) {
            return 0;
        }
        from += oldest.length;
        return oldest.length;
    }

    long end() {
        return to;
    }

    int samples() {
        return (int) (to - from);
    }

    /// Gives the sound from `position` on, at most so many samples and perhaps fewer.
    ///
    /// @return the position behind what was given; what was forgotten is passed over
    long give(long position, int most, Sound taker) {
        long at = from;
        for (var piece : pieces) {
            if (position < at + piece.length) {
                int offset = (int) Math.max(0, position - at);
                int count = Math.min(piece.length - offset, most);
                taker.take(piece, offset, count);
                return at + offset + count;
            }
            at += piece.length;
        }
        return to;
    }

    /// Takes sound.
    @FunctionalInterface
    interface Sound {
        void take(short[] samples, int offset, int count);
    }
}
