package dev.parley.dialog.model;

/// Tokens of one answer, as the provider counts them.
///
/// @param input all tokens of the request, with those from its cache
/// @param cached those of `input` that came from the provider's cache
/// @param output with those of hidden reasoning
/// @param known false if the provider did not say: then all are 0
public record Usage(long input, long cached, long output, boolean known) {
    public static final Usage UNKNOWN = new Usage(0, 0, 0, false);

    public Usage {
        if (input < 0 || cached < 0 || output < 0) {
            throw new IllegalArgumentException(
                    "expected no negative count of tokens, got "
                            + input
                            + ", "
                            + cached
                            + " and "
                            + output);
        }
    }

    public Usage(long input, long cached, long output) {
        this(input, cached, output, true);
    }
}
