package dev.parley.bench.load;

import org.HdrHistogram.Histogram;

/// What the client saw in one window. Written by the client's loop only; read after it paused.
final class LoadStats {
    private static final long MAX_MICROS = 60_000_000;

    /// Lateness of paced frames against their 20 ms grid, microseconds.
    final Histogram lateness = new Histogram(MAX_MICROS, 3);

    /// How late the client itself sent, microseconds: beyond a few ms it is the client that limits.
    final Histogram sendLag = new Histogram(MAX_MICROS, 3);

    /// From the caller's last sound sent to the first frame of the answer, microseconds.
    final Histogram turn = new Histogram(MAX_MICROS, 3);

    /// From the first sound of an interruption to the `clear`, microseconds.
    final Histogram interruption = new Histogram(MAX_MICROS, 3);

    long sent;
    long received;
    long lost;
    long replies;
    long clears;
    long closed;
    long protocolErrors;

    void reset() {
        lateness.reset();
        sendLag.reset();
        turn.reset();
        interruption.reset();
        sent = 0;
        received = 0;
        lost = 0;
        replies = 0;
        clears = 0;
        closed = 0;
        protocolErrors = 0;
    }

    void late(long nanos) {
        lateness.recordValue(micros(nanos));
    }

    static long micros(long nanos) {
        return Math.clamp(nanos / 1_000, 0, MAX_MICROS - 1);
    }
}
