package dev.parley.call.conversation;

import java.time.Duration;

/// Whether a model is asked if an open turn is over, and what becomes of its answer. It has a veto
/// only: a turn that it takes for unfinished is waited for longer, none ends sooner.
///
/// @param enabled whether it is asked; only while open speech is expected, and only where silence
///   ends turns
/// @param unlikely a turn less likely over than this (0 to 1) is waited for longer (LiveKit:
///   `unlikely_threshold`)
/// @param maxDelay the silence that ends such a turn, unless it would be longer without a model
/// @param timeout an answer that takes longer than this is not waited for
public record JudgeSettings(boolean enabled, double unlikely, Duration maxDelay, Duration timeout) {
    public JudgeSettings {
        if (!(unlikely >= 0 && unlikely <= 1)) {
            throw new IllegalArgumentException(
                    "judge of turns: expected a likelihood from 0 to 1, got " + unlikely);
        }
    }

    /// No model is asked.
    public static JudgeSettings off() {
        return new JudgeSettings(false, 0.3, Duration.ofMillis(1200), Duration.ofMillis(150));
    }

    /// The same, with a model.
    public JudgeSettings on() {
        return new JudgeSettings(true, unlikely, maxDelay, timeout);
    }
}
