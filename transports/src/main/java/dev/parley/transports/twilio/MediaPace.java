package dev.parley.transports.twilio;

/// Compares the caller's sound with real time: what comes too fast is dropped, a flood ends the
/// call, and a timestamp nobody can believe is replaced by counting. Pure; runs on the IO thread.
final class MediaPace {
    private static final long TOO_FAST_MILLIS = 2_000;
    private static final long FLOOD_MILLIS = 10_000;

    /// Carriers round timestamps; this much backward is no fault.
    private static final long JITTER_MILLIS = 20;

    /// Messages a second in the long run, and in one burst after a stall of the network.
    private static final long MESSAGES_A_SECOND = 200;

    private static final long MESSAGE_BURST = 3_000;

    private final long startNanos;
    private long receivedSamples;
    private long messages;
    private long expectedMillis;
    private long position;
    private boolean timestampBelieved = true;

    MediaPace(long startNanos) {
        this.startNanos = startNanos;
    }

    /// What to do with a piece of sound.
    enum Verdict {
        PASS,
        DROP,
        FLOOD
    }

    /// Counts a message of any kind; false if there are too many.
    boolean admitsMessage(long nowNanos) {
        messages++;
        return messages <= MESSAGE_BURST + elapsedMillis(nowNanos) * MESSAGES_A_SECOND / 1_000;
    }

    /// Judges `samples` of sound with the carrier's timestamp (-1 if it has none).
    Verdict sound(long nowNanos, int samples, long timestamp) {
        long elapsed = elapsedMillis(nowNanos);
        receivedSamples += samples;
        long ahead = receivedSamples / 8 - elapsed;
        if (ahead > FLOOD_MILLIS) {
            return Verdict.FLOOD;
        }
        if (ahead > TOO_FAST_MILLIS) {
            return Verdict.DROP;
        }
        timestampBelieved =
                timestamp >= Math.max(0, expectedMillis - JITTER_MILLIS)
                        && timestamp <= elapsed + TOO_FAST_MILLIS;
        position = timestampBelieved ? Math.max(timestamp, expectedMillis) : expectedMillis;
        expectedMillis = position + samples / 8;
        return Verdict.PASS;
    }

    /// Where the sound last passed begins, in milliseconds of the stream.
    long position() {
        return position;
    }

    boolean believedTimestamp() {
        return timestampBelieved;
    }

    private long elapsedMillis(long nowNanos) {
        return (nowNanos - startNanos) / 1_000_000;
    }
}
