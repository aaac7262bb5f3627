package dev.parley.providers.net;

import java.time.Duration;

/// How many connections a client keeps to its provider.
///
/// @param warm kept open without work, so that a turn need not wait for TCP and TLS
/// @param most at the same time; beyond it a request fails as overloaded
/// @param idle after this long without work a connection is replaced, before the provider closes it
/// @param connect until a connection that is opened ahead must stand
public record PoolSettings(int warm, int most, Duration idle, Duration connect) {
    public static final PoolSettings DEFAULT =
            new PoolSettings(2, 500, Duration.ofSeconds(45), Duration.ofSeconds(5));

    public PoolSettings {
        if (warm < 0 || most < 1 || warm > most) {
            throw new IllegalArgumentException(
                    "expected at least 1 connection, and no more of them warm, got "
                            + warm
                            + " warm of "
                            + most);
        }
        if (idle.compareTo(Duration.ofMillis(10)) < 0
                || connect.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "expected at least 10 ms idle and a limit, got " + idle + " and " + connect);
        }
    }
}
