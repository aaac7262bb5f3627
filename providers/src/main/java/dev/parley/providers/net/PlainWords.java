package dev.parley.providers.net;

import java.util.Locale;

/// Words as the port of recognizers wants them: lower case, one blank between, no punctuation but
/// what is within a word.
public final class PlainWords {
    private PlainWords() {}

    public static String of(String transcript) {
        var lower = transcript.toLowerCase(Locale.ROOT);
        var words = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); ) {
            int c = lower.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || isWithinWord(c, words, lower, i)) {
                words.appendCodePoint(c == '\u2019' ? '\'' : c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString().strip();
    }

    /// "o'clock" and "3.5" keep what "yes." and "'tis" lose.
    private static boolean isWithinWord(int c, StringBuilder before, String text, int next) {
        return (c == '\'' || c == '\u2019' || c == '.' || c == '@')
                && !before.isEmpty()
                && Character.isLetterOrDigit(before.charAt(before.length() - 1))
                && next < text.length()
                && Character.isLetterOrDigit(text.charAt(next));
    }
}
