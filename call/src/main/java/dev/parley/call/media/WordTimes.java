package dev.parley.call.media;

import java.util.Arrays;

/// Where the words of a sentence end, in its text and in its sound; empty if the voice does not
/// say. Immutable.
final class WordTimes {
    static final WordTimes UNKNOWN = new WordTimes(new int[0], new int[0]);

    private final int[] textEnds;
    private final int[] endMillis;

    private WordTimes(int[] textEnds, int[] endMillis) {
        this.textEnds = textEnds;
        this.endMillis = endMillis;
    }

    WordTimes plus(int textEnd, int soundEndMillis) {
        int count = textEnds.length;
        int[] ends = Arrays.copyOf(textEnds, count + 1);
        int[] millis = Arrays.copyOf(endMillis, count + 1);
        ends[count] = textEnd;
        millis[count] = soundEndMillis;
        return new WordTimes(ends, millis);
    }

    /// How many characters of `text` were heard when `playedMillis` of `totalMillis` of its sound
    /// were played: whole words only.
    int heardChars(String text, long playedMillis, long totalMillis) {
        if (playedMillis <= 0) {
            return 0;
        }
        if (playedMillis >= totalMillis) {
            return text.length();
        }
        if (textEnds.length > 0) {
            return byWords(text, playedMillis);
        }
        return wholeWords(text, (int) (text.length() * playedMillis / totalMillis));
    }

    /// The frame with which the word after the first `heardChars` characters begins, the silence
    /// before it included, in sound of `totalFrames`.
    int startFrame(String text, int heardChars, long totalFrames) {
        if (heardChars <= 0) {
            return 0;
        }
        if (textEnds.length == 0) {
            return (int) (totalFrames * heardChars / Math.max(1, text.length()));
        }
        int millis = 0;
        for (int i = 0; i < textEnds.length; i++) {
            if (textEnds[i] <= heardChars) {
                millis = Math.max(millis, endMillis[i]);
            }
        }
        return millis / 20;
    }

    private int byWords(String text, long playedMillis) {
        int heard = 0;
        for (int i = 0; i < textEnds.length; i++) {
            if (endMillis[i] <= playedMillis) {
                heard = Math.max(heard, textEnds[i]);
            }
        }
        return wholeWords(text, withPunctuation(text, heard));
    }

    /// A voice may leave the comma out of the word before it; it is no sound of its own.
    private static int withPunctuation(String text, int end) {
        int next = Math.min(end, text.length());
        while (next < text.length()
                && !Character.isWhitespace(text.charAt(next))
                && !Character.isLetterOrDigit(text.charAt(next))) {
            next++;
        }
        return next;
    }

    boolean isEmpty() {
        return textEnds.length == 0;
    }

    /// The longest prefix of at most `limit` characters that ends with a word.
    private static int wholeWords(String text, int limit) {
        for (int end = Math.min(limit, text.length()); end > 0; end--) {
            boolean endsWord = end == text.length() || Character.isWhitespace(text.charAt(end));
            if (endsWord && !Character.isWhitespace(text.charAt(end - 1))) {
                return end;
            }
        }
        return 0;
    }
}
