package dev.parley.dialog.speech;

/// Kinds of characters.
final class Letters {
    private Letters() {}

    /// Any white space, the unbreakable ones included.
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// Pictures, and what joins and colours them. Half of a pair counts, since characters may come
    /// one by one.
    static boolean isPicture(char c) {
        return Character.isSurrogate(c)
                || c == '\u200d'
                || c == '\ufe0f'
                || Character.getType(c) == Character.OTHER_SYMBOL;
    }
}
