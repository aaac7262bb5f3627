package dev.parley.call.conversation;

import java.time.Duration;

/// When a caller who speaks while the agent talks stops it, and when it goes on.
///
/// @param enabled whether a reply can be interrupted at all; the caller's words are kept either way
///   and answered after it
/// @param by what stops the agent
/// @param minSpeech how long the caller must speak. Where words count too, they get as long again
///   to come before a voice alone holds the agent
/// @param minWords how many words must be understood, of which one at least is no mere sign of
///   listening ("mm-hm"); one is enough once it is final, of a caller who spoke for `minSpeech`
/// @param protectGreeting whether the first reply is finished first
/// @param cooldown after an interruption the next reply cannot be interrupted for so long
/// @param onSpeech what the agent does until it is decided
/// @param falseStopTimeout how long after the last sound of a caller who said nothing the agent
///   goes on at the latest
/// @param resumeFalseStop whether it goes on at all; otherwise the turn is answered without words
/// @param echoGuard whether the agent's own voice in the caller's sound is recognized as such
public record InterruptionSettings(
        boolean enabled,
        By by,
        Duration minSpeech,
        int minWords,
        boolean protectGreeting,
        Duration cooldown,
        OnSpeech onSpeech,
        Duration falseStopTimeout,
        boolean resumeFalseStop,
        boolean echoGuard) {
    /// What stops the agent.
    public enum By {
        /// Speech that lasts.
        VOICE,
        /// Words.
        WORDS,
        /// Whichever comes first.
        EITHER
    }

    /// What the agent does while it is undecided.
    public enum OnSpeech {
        TALK_ON,
        /// Falls silent at the first sound; goes on if nothing comes of it.
        PAUSE
    }

    public static InterruptionSettings defaults() {
        return new InterruptionSettings(
                true,
                By.EITHER,
                Duration.ofMillis(500),
                2,
                false,
                Duration.ZERO,
                OnSpeech.TALK_ON,
                Duration.ofSeconds(2),
                true,
                false);
    }

    /// The same, but every interruption is one: for recognizers that understand no words.
    public InterruptionSettings withoutWords() {
        return new InterruptionSettings(
                enabled,
                By.VOICE,
                minSpeech,
                minWords,
                protectGreeting,
                cooldown,
                onSpeech,
                falseStopTimeout,
                false,
                echoGuard);
    }
}
