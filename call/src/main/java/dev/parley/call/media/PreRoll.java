package dev.parley.call.media;

import dev.parley.call.speech.Recognizer;
import java.time.Duration;

/// The last of the caller's sound at 16 kHz: 640 ms, so that a recognizer hears the beginning of
/// what voice activity noticed a moment later; more where somebody judges whole turns. IO thread
/// only.
final class PreRoll {
    private static final int RATE = 16_000;
    private static final int LEAST = RATE * 640 / 1000;

    private final short[] ring;
    private long written;

    /// @param longest how much is kept, if that is more
    PreRoll(Duration longest) {
        ring = new short[Math.max(LEAST, samples(longest))];
    }

    private static int samples(Duration length) {
        return Math.toIntExact(length.toMillis() * RATE / 1000);
    }

    void add(short[] samples, int offset, int count) {
        int at = (int) (written % ring.length);
        int fits = Math.min(count, ring.length - at);
        System.arraycopy(samples, offset, ring, at, fits);
        System.arraycopy(samples, offset + fits, ring, 0, count - fits);
        written += count;
    }

    /// Samples added so far.
    long position() {
        return written;
    }

    /// Gives everything from this position on, as far as it is still there.
    void replay(long from, Recognizer.Session session) {
        long at = first(from);
        while (at < written) {
            int start = (int) (at % ring.length);
            int count = (int) Math.min(written - at, ring.length - start);
            session.audio(ring, start, count);
            at += count;
        }
    }

    /// A copy of the same, but of the last `longest` at most.
    short[] from(long from, Duration longest) {
        long at = Math.max(first(from), written - samples(longest));
        var copy = new short[(int) (written - at)];
        int start = (int) (at % ring.length);
        int fits = Math.min(copy.length, ring.length - start);
        System.arraycopy(ring, start, copy, 0, fits);
        System.arraycopy(ring, 0, copy, fits, copy.length - fits);
        return copy;
    }

    private long first(long from) {
        return Math.max(Math.max(from, 0), written - ring.length);
    }
}
