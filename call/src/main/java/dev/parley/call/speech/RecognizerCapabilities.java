package dev.parley.call.speech;

/// What a recognizer, as configured, can do.
///
/// @param partialWords tells what it understands while the caller speaks
/// @param grammars keeps to the phrases of an `Expectation`, instead of preferring them at most
/// @param endOfTurn knows by itself when a turn is over, and says so
/// @param silence wants the sound between utterances too, because it measures time by sound
/// @param local runs without a network, so it can be the last link of a chain
/// @param streams hears while the caller speaks; else it is sent the whole utterance when that is
///   over, so its words come later
public record RecognizerCapabilities(
        boolean partialWords,
        boolean grammars,
        boolean endOfTurn,
        boolean silence,
        boolean local,
        boolean streams) {
    /// Those of the engines in process.
    public static final RecognizerCapabilities LOCAL_GRAMMARS =
            new RecognizerCapabilities(true, true, false, false, true, true);
}
