package dev.parley.providers.openai.realtime;

import java.time.Duration;

/// How long things may take; beyond any of these they fail with `TIMED_OUT`.
///
/// @param connect until the session stands as briefed
/// @param answer from the end of a turn, or the request, to the first sound, word or tool call
/// @param between from one piece of an answer to the next, and from a stop to the answer's end
public record RealtimeLimits(Duration connect, Duration answer, Duration between) {
    public static final RealtimeLimits DEFAULT =
            new RealtimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(3));

    public RealtimeLimits {
        if (connect.toMillis() < 1 || answer.toMillis() < 1 || between.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "expected limits of at least 1 ms, got "
                            + connect
                            + ", "
                            + answer
                            + " and "
                            + between);
        }
    }
}
