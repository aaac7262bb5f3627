package dev.parley.call.conversation;

import java.time.Duration;

/// Times and limits of a conversation, with the defaults of one place.
///
/// @param endpointing when the caller's turn ends
/// @param interruption when the caller stops the agent
/// @param silence how long a caller who says nothing is waited for
/// @param keypadTimeout pause after the last key that ends an entry
/// @param toolPatience wait before a tool's filler is said
/// @param updatePatience wait after a filler before the caller is told that it still takes
/// @param preemptive whether a model is asked while the caller pauses, before the turn is over
/// @param maxTurnsWithoutProgress so many turns in a row that bring nothing end the call; 0 for any
///   number
/// @param maxDuration longest call; a warning is spoken a minute before
/// @param drainLimit longest goodbye: after this the call is hung up whatever is still playing
public record ConversationSettings(
        EndpointingSettings endpointing,
        InterruptionSettings interruption,
        SilenceSettings silence,
        Duration keypadTimeout,
        Duration toolPatience,
        Duration updatePatience,
        boolean preemptive,
        int maxTurnsWithoutProgress,
        Duration maxDuration,
        Duration drainLimit) {
    public static ConversationSettings defaults() {
        return new ConversationSettings(
                EndpointingSettings.defaults(),
                InterruptionSettings.defaults(),
                SilenceSettings.defaults(),
                Duration.ofSeconds(3),
                Duration.ofMillis(700),
                Duration.ofSeconds(6),
                true,
                6,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30));
    }

    /// For `--engines scripted`: every silence of 500 ms ends the turn, and no words are expected.
    public static ConversationSettings scripted() {
        return defaults()
                .with(EndpointingSettings.defaults().always(Duration.ofMillis(500)))
                .with(InterruptionSettings.defaults().withoutWords())
                .withTurnsWithoutProgress(0);
    }

    /// The same with another number of turns that may bring nothing.
    public ConversationSettings withTurnsWithoutProgress(int most) {
        return new ConversationSettings(
                endpointing,
                interruption,
                silence,
                keypadTimeout,
                toolPatience,
                updatePatience,
                preemptive,
                most,
                maxDuration,
                drainLimit);
    }

    /// The same, asking models early or only when a turn is over.
    public ConversationSettings withPreemptive(boolean early) {
        return new ConversationSettings(
                endpointing,
                interruption,
                silence,
                keypadTimeout,
                toolPatience,
                updatePatience,
                early,
                maxTurnsWithoutProgress,
                maxDuration,
                drainLimit);
    }

    /// The same with other times of the end of a turn.
    public ConversationSettings with(EndpointingSettings other) {
        return new ConversationSettings(
                other,
                interruption,
                silence,
                keypadTimeout,
                toolPatience,
                updatePatience,
                preemptive,
                maxTurnsWithoutProgress,
                maxDuration,
                drainLimit);
    }

    /// The same with other times of an interruption.
    public ConversationSettings with(InterruptionSettings other) {
        return new ConversationSettings(
                endpointing,
                other,
                silence,
                keypadTimeout,
                toolPatience,
                updatePatience,
                preemptive,
                maxTurnsWithoutProgress,
                maxDuration,
                drainLimit);
    }

    /// The same with another patience for silence.
    public ConversationSettings with(SilenceSettings other) {
        return new ConversationSettings(
                endpointing,
                interruption,
                other,
                keypadTimeout,
                toolPatience,
                updatePatience,
                preemptive,
                maxTurnsWithoutProgress,
                maxDuration,
                drainLimit);
    }

    /// The same with other limits of the call and its goodbye.
    public ConversationSettings within(Duration longest, Duration goodbye) {
        return new ConversationSettings(
                endpointing,
                interruption,
                silence,
                keypadTimeout,
                toolPatience,
                updatePatience,
                preemptive,
                maxTurnsWithoutProgress,
                longest,
                goodbye);
    }
}
