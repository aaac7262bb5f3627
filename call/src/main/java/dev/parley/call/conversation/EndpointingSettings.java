package dev.parley.call.conversation;

import java.time.Duration;

/// When the silence after the caller's words ends the turn.
///
/// @param complete silence that ends an answer complete for its grammar
/// @param open silence that ends open speech
/// @param partial silence that ends digits, names and other partial answers
/// @param recognitionLimit longest wait for final words
public record EndpointingSettings(
        Duration complete, Duration open, Duration partial, Duration recognitionLimit) {
    public static EndpointingSettings defaults() {
        return new EndpointingSettings(
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                Duration.ofMillis(1000),
                Duration.ofSeconds(3));
    }

    /// The same, but every silence of this length ends the turn.
    public EndpointingSettings always(Duration silence) {
        return new EndpointingSettings(silence, silence, silence, recognitionLimit);
    }
}
