package dev.parley.transports.browser;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers which tokens were used, until they expire by themselves. Thread-safe.
final class SpentNonces {
    private static final int MAX = 100_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> spent = new HashSet<>();
    private final Deque<Entry> byTime = new ArrayDeque<>();

    private record Entry(String nonce, Instant expiry) {}

    SpentNonces(InstantSource clock) {
        this.clock = clock;
    }

    /// Uses up a token; false if it was used before, or if so many were that no more can be
    /// remembered.
    boolean spend(String nonce, Instant expiry) {
        lock.lock();
        try {
            forgetExpired();
            if (spent.size() >= MAX || !spent.add(nonce)) {
                return false;
            }
            byTime.add(new Entry(nonce, expiry));
            return true;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return spent.size();
        } finally {
            lock.unlock();
        }
    }

    /// Tokens of one life expire in about the order in which they are used.
    private void forgetExpired() {
        var now = clock.instant();
        for (var oldest = byTime.peek();
                oldest != null && !now.isBefore(oldest.expiry);
                oldest = byTime.peek()) {
            byTime.remove();
            spent.remove(oldest.nonce);
        }
    }
}
