package dev.parley.call.conversation;

import java.time.Duration;

/// How long the agent waits for a caller who says nothing.
///
/// @param prompt silence before the first "are you there?"
/// @param secondPrompt silence before the second
/// @param goodbye silence after the second before the goodbye
public record SilenceSettings(Duration prompt, Duration secondPrompt, Duration goodbye) {
    public static SilenceSettings defaults() {
        return new SilenceSettings(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(10));
    }
}
