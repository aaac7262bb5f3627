package dev.parley.providers.net;

/// Cuts a text that is too long for one message of a vendor.
public final class TextPieces {
    private TextPieces() {}

    /// Where the piece that begins at `from` ends: as much as one message may hold, to a blank if
    /// there is one, never within a surrogate pair if it can be helped.
    ///
    /// @param most characters of one message, at least 1
    public static int end(String text, int from, int most) {
        int end = from + most;
        if (end >= text.length()) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', end - 1);
        if (blank > from) {
            return blank + 1;
        }
        boolean splitsPair = Character.isLowSurrogate(text.charAt(end)) && end - 1 > from;
        return splitsPair ? end - 1 : end;
    }
}
