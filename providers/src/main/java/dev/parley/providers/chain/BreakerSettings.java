package dev.parley.providers.chain;

import java.time.Duration;

/// When a candidate is left alone.
///
/// @param failures so many in a row open the breaker
/// @param open how long nothing is asked of it then
/// @param probes so many good answers in a row close it again
public record BreakerSettings(int failures, Duration open, int probes) {
    public static final BreakerSettings DEFAULT = new BreakerSettings(5, Duration.ofSeconds(60), 3);

    public BreakerSettings {
        if (failures < 1 || probes < 1 || open.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "breaker: expected at least 1 failure, 1 ms and 1 probe, got "
                            + failures
                            + ", "
                            + open
                            + " and "
                            + probes);
        }
    }
}
