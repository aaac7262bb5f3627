package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.TurnMaster;
import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import java.time.Duration;

/// A server of the Realtime protocol.
///
/// @param name for records and metrics
/// @param url without `/realtime`
/// @param voice "marin", "cedar", …, or `voice_…` for one of one's own
/// @param transcription the model that writes down what the caller says; empty for none
/// @param turns who decides about turns
/// @param turnSilence after which the provider takes a turn for over; not used where we decide
/// @param reasoning "minimal" to "xhigh"; empty leaves it to the model, which need not have any
/// @param maxTokens of one answer, 1 to 4096
/// @param longestAnswer sound of one answer, beyond which it is stopped
public record RealtimeSettings(
        String name,
        String url,
        Secret key,
        String model,
        String voice,
        String transcription,
        TurnMaster turns,
        Duration turnSilence,
        String reasoning,
        int maxTokens,
        Duration longestAnswer,
        RealtimeLimits limits) {
    public static final String URL = "wss://api.openai.com/v1";
    public static final String MODEL = "gpt-realtime-2.1";
    public static final String VOICE = "marin";

    /// The older ones end on 2027-02-26.
    public static final String TRANSCRIPTION = "gpt-transcribe";

    public static final Duration TURN_SILENCE = Duration.ofMillis(500);
    public static final int MAX_TOKENS = 4096;
    public static final Duration LONGEST_ANSWER = Duration.ofMinutes(3);

    public RealtimeSettings {
        var _ = Endpoint.of(url);
        if (model.isBlank() || voice.isBlank()) {
            throw new IllegalArgumentException(
                    "provider \"" + name + "\": expected a model and a voice");
        }
        if (maxTokens < 1 || maxTokens > MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected 1 to "
                            + MAX_TOKENS
                            + " tokens of an answer, got "
                            + maxTokens);
        }
        if (turnSilence.isNegative() || !longestAnswer.isPositive()) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected a silence and a longest answer, got "
                            + turnSilence
                            + " and "
                            + longestAnswer);
        }
    }

    /// The vendor's own address, newest model and its own turns.
    public static RealtimeSettings of(Secret key) {
        return new RealtimeSettings(
                "openai",
                URL,
                key,
                MODEL,
                VOICE,
                TRANSCRIPTION,
                TurnMaster.PROVIDER,
                TURN_SILENCE,
                "",
                MAX_TOKENS,
                LONGEST_ANSWER,
                RealtimeLimits.DEFAULT);
    }

    public RealtimeSettings at(String changed) {
        return new RealtimeSettings(
                name,
                changed,
                key,
                model,
                voice,
                transcription,
                turns,
                turnSilence,
                reasoning,
                maxTokens,
                longestAnswer,
                limits);
    }

    public RealtimeSettings with(TurnMaster changed) {
        return new RealtimeSettings(
                name,
                url,
                key,
                model,
                voice,
                transcription,
                changed,
                turnSilence,
                reasoning,
                maxTokens,
                longestAnswer,
                limits);
    }

    public RealtimeSettings within(RealtimeLimits changed) {
        return new RealtimeSettings(
                name,
                url,
                key,
                model,
                voice,
                transcription,
                turns,
                turnSilence,
                reasoning,
                maxTokens,
                longestAnswer,
                changed);
    }
}
