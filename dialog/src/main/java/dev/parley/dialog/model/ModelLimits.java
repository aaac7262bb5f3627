package dev.parley.dialog.model;

import java.time.Duration;

/// How long an answer may take; beyond any of these it fails with `TIMED_OUT`.
///
/// @param connect until the provider took the connection
/// @param firstToken from the request to the first text or piece of a tool call
/// @param betweenTokens from one to the next
/// @param whole from the request to the end
public record ModelLimits(
        Duration connect, Duration firstToken, Duration betweenTokens, Duration whole) {
    public static final ModelLimits DEFAULT =
            new ModelLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60));

    public ModelLimits {
        check("connect", connect);
        check("first token", firstToken);
        check("between tokens", betweenTokens);
        check("whole", whole);
    }

    private static void check(String which, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "limit \"" + which + "\": expected 1 ms to 1 h, got " + limit);
        }
    }
}
