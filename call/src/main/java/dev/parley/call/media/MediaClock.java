package dev.parley.call.media;

/// Says where the caller's sound belongs on the caller's own time, from the carrier's timestamps
/// and the times of arrival. Counts samples at the leg's rate from the beginning of the stream;
/// pure, the time is handed in.
///
/// Rules: a jump of the timestamps is a gap and is filled (up to 2 s of it). Nothing for 60 ms is a
/// stall: silence is filled in as time passes. What comes after a stall is old by what was filled:
/// older than 200 ms it is dropped, until it keeps coming at that age for 200 ms: then the way
/// became longer, and that age is the new normal. Sound more than 2 s above real time is dropped,
/// until that lasts 1 s: then the timestamps are wrong, and begin anew. Timestamps that stand still
/// or go back without a stall are ignored: the sound is taken as it comes.
final class MediaClock {
    static final int TRIMMED = -1;
    static final int AHEAD = -2;

    static final long STALL_NANOS = 60_000_000;
    private static final int STEP_MILLIS = 20;
    private static final int BACKLOG_MILLIS = 200;
    private static final int MAX_AHEAD_MILLIS = 2000;
    private static final int MAX_FILL_MILLIS = 2000;
    private static final long LATE_PATIENCE_NANOS = 200_000_000;
    private static final long AHEAD_PATIENCE_NANOS = 1_000_000_000;

    private final int rate;
    private boolean hasBegun;

    /// Timestamp, in samples, of position 0.
    private long base;

    private long position;
    private long lastArrival;

    /// Samples filled since the last arrival.
    private long filled;

    private long originNanos;
    private long originPosition;
    private boolean isDropping;
    private long droppingSince;

    MediaClock(int rate, long now) {
        this.rate = rate;
        this.lastArrival = now;
    }

    /// Where the next sample belongs.
    long position() {
        return position;
    }

    /// Whether silence is being filled in because nothing arrives.
    boolean isStalled() {
        return filled > 0;
    }

    long lastArrival() {
        return lastArrival;
    }

    /// Places `count` samples that arrived now with this timestamp, and moves on behind them.
    ///
    /// @return samples of silence to put before them, or [#TRIMMED] or [#AHEAD] if they are to be
    ///   dropped
    int place(long mediaMillis, int count, long now) {
        long stamp = samples(mediaMillis);
        if (!hasBegun) {
            hasBegun = true;
            base = stamp - position;
            originNanos = now;
            originPosition = position;
            filled = 0;
        }
        long at = stamp - base;
        if (at < position && filled == 0) {
            at = position;
            base = stamp - at;
        }
        if (at < position) {
            return placeLate(stamp, at, count, now);
        }
        long real = originPosition + samplesIn(now - originNanos);
        if (at - real > samples(MAX_AHEAD_MILLIS)) {
            if (keepsDropping(now, AHEAD_PATIENCE_NANOS)) {
                return AHEAD;
            }
            at = position;
            base = stamp - at;
            originNanos = now;
            originPosition = at;
        }
        long gap = at - position;
        if (gap < samples(STEP_MILLIS)) {
            take(position, count, now);
            return 0;
        }
        take(at, count, now);
        return (int) Math.min(gap, samples(MAX_FILL_MILLIS));
    }

    /// What comes next follows what was filled in, whatever its timestamp says.
    void restart() {
        hasBegun = false;
    }

    /// Called while nothing arrives.
    ///
    /// @return samples of silence to put in now
    int stall(long now) {
        long since = now - lastArrival;
        if (since < STALL_NANOS) {
            return 0;
        }
        long step = samples(STEP_MILLIS);
        long due = (samplesIn(since) / step - 1) * step - filled;
        int fill = (int) Math.clamp(due, 0, samples(MAX_FILL_MILLIS));
        filled += fill;
        position += fill;
        return fill;
    }

    private int placeLate(long stamp, long at, int count, long now) {
        if (position - at <= samples(BACKLOG_MILLIS)) {
            take(at, count, now);
            return 0;
        }
        if (keepsDropping(now, LATE_PATIENCE_NANOS)) {
            return TRIMMED;
        }
        base = stamp - position;
        take(position, count, now);
        return 0;
    }

    private void take(long at, int count, long now) {
        position = at + count;
        lastArrival = now;
        filled = 0;
        isDropping = false;
    }

    private boolean keepsDropping(long now, long patience) {
        if (!isDropping) {
            isDropping = true;
            droppingSince = now;
        }
        return now - droppingSince < patience;
    }

    private long samples(long millis) {
        return millis * rate / 1000;
    }

    private long samplesIn(long nanos) {
        return nanos / 1_000_000 * rate / 1000;
    }
}
