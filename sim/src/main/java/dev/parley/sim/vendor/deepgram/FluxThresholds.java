package dev.parley.sim.vendor.deepgram;

import java.util.Optional;

/// When Flux takes a turn for over.
///
/// @param eager the threshold of an early end; 0: off
/// @param timeoutMillis of silence that end a turn in any case
record FluxThresholds(double end, double eager, int timeoutMillis) {
    Optional<String> problem() {
        if (end < 0.5 || end > 1) {
            return Optional.of("eot_threshold: expected a number from 0.5 to 1");
        }
        if (timeoutMillis < 500 || timeoutMillis > 60_000) {
            return Optional.of("eot_timeout_ms: expected a number from 500 to 60000");
        }
        return eager > end || (eager != 0 && eager < 0.3)
                ? Optional.of("eager_eot_threshold: expected a number from 0.3 to eot_threshold")
                : Optional.empty();
    }

    /// How sure the simulated model is after so much silence: 0.9 after 450 ms, never more than
    /// 0.95.
    static double confidence(double quietSeconds) {
        return Math.clamp(0.1 + quietSeconds * 0.8 / 0.45, 0.05, 0.95);
    }
}
