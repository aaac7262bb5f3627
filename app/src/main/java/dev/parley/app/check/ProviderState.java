package dev.parley.app.check;

import java.util.Map;
import java.util.OptionalLong;

/// How a provider has done lately in a running server, as its ops listener tells.
///
/// @param stage as the server calls it
/// @param breaker closed, half-open or open
/// @param failures since the start, by kind
public record ProviderState(
        String name,
        String stage,
        String breaker,
        OptionalLong p50Millis,
        OptionalLong p95Millis,
        Map<String, Integer> failures) {
    public ProviderState {
        failures = Map.copyOf(failures);
    }
}
