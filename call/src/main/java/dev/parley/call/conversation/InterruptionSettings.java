package dev.parley.call.conversation;

import java.time.Duration;

/// When a caller who speaks while the agent talks stops it: whichever comes first.
///
/// @param minSpeech how long the caller must speak
/// @param minWords or how many words must be understood
public record InterruptionSettings(Duration minSpeech, int minWords) {
    public static InterruptionSettings defaults() {
        return new InterruptionSettings(Duration.ofMillis(500), 2);
    }
}
