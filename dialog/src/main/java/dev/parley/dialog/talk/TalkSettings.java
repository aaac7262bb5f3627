package dev.parley.dialog.talk;

import dev.parley.dialog.model.ModelRequest;
import java.util.OptionalDouble;

/// Limits of an agent that talks by a model.
///
/// @param maxSteps how often a model is asked in one turn of the caller; the last time without
///   tools
/// @param maxCalls tools that one answer may call
/// @param maxTokens of one answer
/// @param temperature empty leaves the provider's own
/// @param historyTokens of the talk so far that a model sees, by
///   [dev.parley.dialog.prompt.TokenEstimate]; older turns are left out
/// @param summaryTokens of a summary of what does not fit there, written by the model in the
///   background; 0 for none
/// @param outcomeChars of a tool's result that a model sees
/// @param failures turns in a row that a model may fail before it is given up
public record TalkSettings(
        int maxSteps,
        int maxCalls,
        int maxTokens,
        OptionalDouble temperature,
        int historyTokens,
        int summaryTokens,
        int outcomeChars,
        int failures) {
    public TalkSettings {
        if (maxSteps < 1
                || maxCalls < 1
                || historyTokens < 100
                || summaryTokens < 0
                || outcomeChars < 100) {
            throw new IllegalArgumentException(
                    "expected at least 1 step, 1 call, 100 tokens of history and 100 characters of a"
                            + " result, got "
                            + maxSteps
                            + ", "
                            + maxCalls
                            + ", "
                            + historyTokens
                            + " and "
                            + outcomeChars);
        }
    }

    public static TalkSettings defaults() {
        return new TalkSettings(
                5,
                4,
                ModelRequest.DEFAULT_MAX_TOKENS,
                OptionalDouble.empty(),
                3_000,
                150,
                4_000,
                2);
    }
}
