package dev.parley.providers.chain;

import java.util.Arrays;

/// The last hundred times of a candidate, and what they say of the next. One thread at a time.
final class Latencies {
    private static final int WINDOW = 100;

    /// Fewer say nothing of the slowest.
    static final int ENOUGH = 20;

    private final long[] nanos = new long[WINDOW];
    private int count;
    private int next;

    void add(long tookNanos) {
        nanos[next] = tookNanos;
        next = (next + 1) % WINDOW;
        count = Math.min(WINDOW, count + 1);
    }

    int count() {
        return count;
    }

    boolean isEnough() {
        return count >= ENOUGH;
    }

    /// The time within which this share of them was; 0 if there are none (nearest rank).
    long quantile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(share * count) - 1, 0, count - 1)];
    }
}
