package dev.parley.providers.level;

import dev.parley.audio.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// How loud a voice speaks, learned from all that it has said on this server. Thread-safe; the lock
/// is held for a few additions.
final class VoiceLevel {
    /// Beyond it the oldest counts less and less, so that a voice that was changed is followed.
    private static final long MOST_MILLIS = Duration.ofSeconds(20).toMillis();

    /// Less than this says nothing yet.
    private static final long LEAST_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private double power;
    private double millis;
    private boolean wasAwaited;

    /// So much plain speech of this mean square.
    void heard(double meanSquare, int speechMillis) {
        lock.lock();
        try {
            power += meanSquare * speechMillis;
            millis += speechMillis;
            if (millis > MOST_MILLIS) {
                double kept = MOST_MILLIS / millis;
                power *= kept;
                millis *= kept;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether the first sentence is worth holding back. Once it was, no other is.
    boolean isAwaited() {
        lock.lock();
        try {
            return millis < LEAST_MILLIS && !wasAwaited;
        } finally {
            lock.unlock();
        }
    }

    /// A sentence was held back until now, whatever came of it.
    void awaited() {
        lock.lock();
        try {
            wasAwaited = true;
        } finally {
            lock.unlock();
        }
    }

    /// In dBFS as [Level] counts; NaN while it is not known.
    double dbfs() {
        lock.lock();
        try {
            return millis < LEAST_MILLIS
                    ? Double.NaN
                    : 10 * Math.log10(power / millis) - Level.FULL_SCALE_DB;
        } finally {
            lock.unlock();
        }
    }
}
