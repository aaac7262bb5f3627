package dev.parley.providers.chain;

import java.time.Duration;

/// What a stage does when a candidate fails or is slow. Times run from the request.
///
/// `first` is how long a candidate has for the first token or sound, or for the words of a finished
/// utterance, all its retries included, while another candidate is left; the last one has
/// `patience` instead, because giving it up gains nothing.
///
/// @param connect until the provider took the connection; for models, which tell it apart
/// @param first see above
/// @param firstWhole the same for a recognizer that is sent an utterance when it is over; more,
///   because it has not listened along
/// @param between from one token or piece of sound to the next
/// @param whole from the request to the end
/// @param patience see above
/// @param retries at the same candidate, only while nothing was used by the call
/// @param backoff the first retry waits a random time up to this, each further one up to twice as
///   long as the one before (full jitter)
/// @param hedge share of requests that may be made twice because the first is late; 0 for none
/// @param breaker when a candidate is left alone
public record ChainSettings(
        Duration connect,
        Duration first,
        Duration firstWhole,
        Duration between,
        Duration whole,
        Duration patience,
        int retries,
        Duration backoff,
        double hedge,
        BreakerSettings breaker) {
    /// A recognizer has 500 ms for the words of a finished utterance; most answer within 200. One
    /// that is sent whole utterances has 1200 ms, so that a caller waits no longer than a second
    /// and a half if another must hear it after all.
    public static final ChainSettings HEARS = speech(500, 1200);

    /// A voice has 600 ms for its first sound; most need 100 to 300. It has as long between two
    /// pieces: one that stops after its first has sounded for less than a tenth of a second, and
    /// the pause before it counts too.
    public static final ChainSettings SPEAKS = speech(600, 600);

    /// A model has a second for its first token and little more for the next; beyond that a caller
    /// notices.
    public static final ChainSettings THINKS =
            new ChainSettings(
                    Duration.ofMillis(800),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1200),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    1,
                    Duration.ofMillis(100),
                    0.05,
                    BreakerSettings.DEFAULT);

    public ChainSettings {
        check("connect", connect);
        check("first", first);
        check("first-whole", firstWhole);
        check("between", between);
        check("whole", whole);
        check("patience", patience);
        if (backoff.isNegative()) {
            throw new IllegalArgumentException("backoff: expected a time, got " + backoff);
        }
        if (retries < 0 || retries > 10) {
            throw new IllegalArgumentException("retries: expected 0 to 10, got " + retries);
        }
        if (!(hedge >= 0 && hedge <= 1)) {
            throw new IllegalArgumentException("hedge: expected 0 to 1, got " + hedge);
        }
    }

    private static ChainSettings speech(int firstMillis, int firstWholeMillis) {
        return new ChainSettings(
                Duration.ofMillis(firstMillis),
                Duration.ofMillis(firstMillis),
                Duration.ofMillis(firstWholeMillis),
                Duration.ofMillis(600),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                1,
                Duration.ofMillis(100),
                0,
                BreakerSettings.DEFAULT);
    }

    private static void check(String which, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "limit \"" + which + "\": expected 1 ms to 1 h, got " + limit);
        }
    }

    public ChainSettings withRetries(int changed) {
        return new ChainSettings(
                connect,
                first,
                firstWhole,
                between,
                whole,
                patience,
                changed,
                backoff,
                hedge,
                breaker);
    }

    public ChainSettings withHedge(double changed) {
        return new ChainSettings(
                connect,
                first,
                firstWhole,
                between,
                whole,
                patience,
                retries,
                backoff,
                changed,
                breaker);
    }

    public ChainSettings withBreaker(BreakerSettings changed) {
        return new ChainSettings(
                connect,
                first,
                firstWhole,
                between,
                whole,
                patience,
                retries,
                backoff,
                hedge,
                changed);
    }

    /// @param last what the last candidate has
    public ChainSettings withLimits(Duration one, Duration next, Duration last) {
        return new ChainSettings(
                connect, one, one, next, whole, last, retries, backoff, hedge, breaker);
    }
}
