package dev.parley.providers.chain;

import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a candidate of a chain has done lately.
///
/// @param name as the settings call it
/// @param stage "hears", "speaks" or "thinks"
/// @param breaker "closed", "half-open" or "open"
/// @param samples how many times the two below are of, at most 100
/// @param p50 of its last times to the first token or sound, or from the end of an utterance to its
///   words; null without any
/// @param p95 of the same
/// @param failures since the start, by kind
public record ProviderHealth(
        String name,
        String stage,
        String breaker,
        int samples,
        @Nullable Duration p50,
        @Nullable Duration p95,
        Map<ProviderFailure, Long> failures) {
    public ProviderHealth {
        var copy = new EnumMap<ProviderFailure, Long>(ProviderFailure.class);
        copy.putAll(failures);
        failures = copy;
    }

    @Override
    public Map<ProviderFailure, Long> failures() {
        return Map.copyOf(failures);
    }
}
