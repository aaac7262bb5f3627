package dev.parley.call.media;

import java.util.concurrent.atomic.AtomicLongArray;

/// How late things ran, as a histogram over the last ten to twenty seconds. Written by one thread
/// without allocation, read by any; four buckets for each power of two, from 16 µs to 16 s.
final class Lateness {
    private static final int STEPS = 4;
    private static final int SMALLEST_BITS = 14;
    private static final int BUCKETS = STEPS * 21;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private AtomicLongArray filling = new AtomicLongArray(BUCKETS);
    private volatile AtomicLongArray full = new AtomicLongArray(BUCKETS);
    private long windowEnd = Long.MIN_VALUE;

    /// Writer only: counts one delay, in nanoseconds.
    void record(long nanos) {
        int bucket = bucket(nanos);
        filling.lazySet(bucket, filling.get(bucket) + 1);
    }

    /// Writer only: changes to a new window every ten seconds.
    void turn(long now) {
        if (now < windowEnd) {
            return;
        }
        windowEnd = now + WINDOW_NANOS;
        AtomicLongArray oldest = full;
        full = filling;
        for (int i = 0; i < BUCKETS; i++) {
            oldest.lazySet(i, 0);
        }
        filling = oldest;
    }

    /// Any thread: the delay in seconds that this share of the last whole window did not exceed, to
    /// about 20 %; 0 if nothing ran.
    double quantileSeconds(double share) {
        AtomicLongArray counts = full;
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        if (total == 0) {
            return 0;
        }
        long rank = Math.max(1, (long) Math.ceil(total * share));
        int bucket = 0;
        for (long seen = counts.get(0); seen < rank && bucket < BUCKETS - 1; ) {
            bucket++;
            seen += counts.get(bucket);
        }
        return upperNanos(bucket) / 1e9;
    }

    private static int bucket(long nanos) {
        if (nanos < 1L << SMALLEST_BITS) {
            return 0;
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (power - 2)) & (STEPS - 1);
        return Math.min(BUCKETS - 1, (power - SMALLEST_BITS) * STEPS + step + 1);
    }

    private static double upperNanos(int bucket) {
        int power = bucket / STEPS + SMALLEST_BITS;
        return (1L << power) * (1 + (double) (bucket % STEPS) / STEPS);
    }
}
