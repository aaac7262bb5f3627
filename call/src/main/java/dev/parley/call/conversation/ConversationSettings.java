package dev.parley.call.conversation;

import java.time.Duration;

/// Times and limits of a conversation, with the defaults of one place.
///
/// @param endOfTurnComplete silence that ends an answer complete for its grammar
/// @param endOfTurnOpen silence that ends open speech
/// @param endOfTurnPartial silence that ends digits, names and other partial answers
/// @param bargeInMinSpeech how long the caller must speak to stop the agent
/// @param bargeInMinWords or how many words must be understood
/// @param silencePrompt silence before the first "are you there?"
/// @param silenceSecondPrompt silence before the second
/// @param silenceGoodbye silence after the second before the goodbye
/// @param maxDuration longest call; a warning is spoken a minute before
/// @param keypadTimeout pause after the last key that ends an entry
/// @param recognitionLimit longest wait for final words
/// @param toolPatience wait before a tool's filler is said
/// @param drainLimit longest goodbye: after this the call is hung up whatever is still playing
public record ConversationSettings(
        Duration endOfTurnComplete,
        Duration endOfTurnOpen,
        Duration endOfTurnPartial,
        Duration bargeInMinSpeech,
        int bargeInMinWords,
        Duration silencePrompt,
        Duration silenceSecondPrompt,
        Duration silenceGoodbye,
        Duration maxDuration,
        Duration keypadTimeout,
        Duration recognitionLimit,
        Duration toolPatience,
        Duration drainLimit) {
    public static ConversationSettings defaults() {
        return new ConversationSettings(
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                Duration.ofMillis(1000),
                Duration.ofMillis(500),
                2,
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                Duration.ofMillis(700),
                Duration.ofSeconds(30));
    }

    /// For `--engines scripted`: every silence of 500 ms ends the turn.
    public static ConversationSettings scripted() {
        var defaults = defaults();
        var half = Duration.ofMillis(500);
        return new ConversationSettings(
                half,
                half,
                half,
                defaults.bargeInMinSpeech,
                defaults.bargeInMinWords,
                defaults.silencePrompt,
                defaults.silenceSecondPrompt,
                defaults.silenceGoodbye,
                defaults.maxDuration,
                defaults.keypadTimeout,
                defaults.recognitionLimit,
                defaults.toolPatience,
                defaults.drainLimit);
    }
}
