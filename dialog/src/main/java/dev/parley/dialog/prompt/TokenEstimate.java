package dev.parley.dialog.prompt;

/// How many tokens a model makes of a text, guessed without its dictionary: a word of plain letters
/// is one token for every four letters begun, every other character that is no space is one. That
/// is rather too many than too few for English and German; a model's own count may differ by a
/// third.
public final class TokenEstimate {
    /// What a message costs besides its text: its role and its ends.
    public static final int MESSAGE = 4;

    private static final int LETTERS = 4;

    private TokenEstimate() {}

    public static int of(CharSequence text) {
        int tokens = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (isPlain) {
                tokens += letters % LETTERS == 0 ? 1 : 0;
                letters++;
            } else {
                letters = 0;
                tokens += Character.isWhitespace(c) ? 0 : 1;
            }
        }
        return tokens;
    }
}
