package dev.parley.call.conversation;

import java.time.Duration;

/// When the caller's turn ends. Names are those of LiveKit Agents where it has the thing: turn
/// detection, endpointing mode, minimum and maximum delay.
///
/// @param detection what ends a turn
/// @param mode whether the silences below are learned from the caller's own pauses
/// @param minDelay no silence shorter than this ends a turn
/// @param maxDelay no silence longer than this is waited for; while digits or letters of an answer
///   are missing, this is the silence that ends it
/// @param complete silence that ends an answer complete for its grammar
/// @param open silence that ends open speech
/// @param partial silence that ends digits, names and other partial answers
/// @param recognitionLimit longest wait for final words
/// @param judge whether a model has a veto
public record EndpointingSettings(
        Detection detection,
        Mode mode,
        Duration minDelay,
        Duration maxDelay,
        Duration complete,
        Duration open,
        Duration partial,
        Duration recognitionLimit,
        JudgeSettings judge) {
    /// What ends a turn.
    public enum Detection {
        /// Silence, as long as the answer needs.
        VOICE_ACTIVITY,
        /// The recognizer's own end of turn; after `maxDelay` silence nevertheless.
        RECOGNIZER,
        /// The caller, by letting go of a talk key. What sounds without it is not for the agent.
        MANUAL
    }

    /// How long a silence is needed.
    public enum Mode {
        /// As long as the settings say.
        FIXED,
        /// Longer for a caller who pauses longer, learned in this call.
        DYNAMIC
    }

    public EndpointingSettings {
        if (minDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException(
                    "end of turn: expected a minimum delay of at most the maximum, got "
                            + minDelay
                            + " and "
                            + maxDelay);
        }
    }

    public static EndpointingSettings defaults() {
        return new EndpointingSettings(
                Detection.VOICE_ACTIVITY,
                Mode.DYNAMIC,
                Duration.ofMillis(300),
                Duration.ofMillis(1800),
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                Duration.ofMillis(1000),
                Duration.ofSeconds(3),
                JudgeSettings.off());
    }

    /// The same, but every silence of this length ends the turn.
    public EndpointingSettings always(Duration silence) {
        return new EndpointingSettings(
                detection,
                Mode.FIXED,
                silence,
                silence,
                silence,
                silence,
                silence,
                recognitionLimit,
                JudgeSettings.off());
    }

    /// The same, with turns ended by something else.
    public EndpointingSettings with(Detection other) {
        return new EndpointingSettings(
                other, mode, minDelay, maxDelay, complete, open, partial, recognitionLimit, judge);
    }

    /// The same in another mode.
    public EndpointingSettings with(Mode other) {
        return new EndpointingSettings(
                detection,
                other,
                minDelay,
                maxDelay,
                complete,
                open,
                partial,
                recognitionLimit,
                judge);
    }

    /// The same with another say of a model.
    public EndpointingSettings with(JudgeSettings other) {
        return new EndpointingSettings(
                detection,
                mode,
                minDelay,
                maxDelay,
                complete,
                open,
                partial,
                recognitionLimit,
                other);
    }
}
