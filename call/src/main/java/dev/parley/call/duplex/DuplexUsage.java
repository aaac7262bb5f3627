package dev.parley.call.duplex;

/// What one answer used, as the provider counts it.
///
/// @param textInput tokens of text that came from no cache
/// @param audioInput tokens of sound that came from no cache
/// @param cachedInput tokens of both from the provider's cache
/// @param textOutput tokens of text, with those of hidden reasoning
/// @param audioOutput tokens of sound
/// @param known false if the provider did not say: then all are 0
public record DuplexUsage(
        long textInput,
        long audioInput,
        long cachedInput,
        long textOutput,
        long audioOutput,
        boolean known) {
    public static final DuplexUsage UNKNOWN = new DuplexUsage(0, 0, 0, 0, 0, false);

    public DuplexUsage {
        if (textInput < 0
                || audioInput < 0
                || cachedInput < 0
                || textOutput < 0
                || audioOutput < 0) {
            throw new IllegalArgumentException(
                    "expected no negative count of tokens, got "
                            + textInput
                            + ", "
                            + audioInput
                            + ", "
                            + cachedInput
                            + ", "
                            + textOutput
                            + " and "
                            + audioOutput);
        }
    }
}
