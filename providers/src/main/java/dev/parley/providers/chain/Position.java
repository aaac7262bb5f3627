package dev.parley.providers.chain;

import java.util.ArrayList;
import java.util.List;

/// Where a sentence is that is being spoken: by the places of its words, as far as the voice tells
/// them, else by its length. One thread at a time.
final class Position {
    /// About 15 characters a second, for a voice that tells no places.
    private static final double USUAL_MILLIS_PER_CHARACTER = 65;

    private final String text;
    private final List<Word> words = new ArrayList<>();

    private record Word(int textEnd, int endMillis) {}

    Position(String text) {
        this.text = text;
    }

    void word(int textEnd, int endMillis) {
        words.add(new Word(Math.clamp(textEnd, 0, text.length()), endMillis));
    }

    /// Where the last word ends, in milliseconds of sound; 0 if no places are told.
    int end() {
        return words.stream().mapToInt(Word::endMillis).max().orElse(0);
    }

    /// Where the first word begins that was not wholly spoken; 0 if none was, the length of the
    /// text if all were.
    ///
    /// @param spokenMillis sound handed over
    int next(int spokenMillis) {
        int end = 0;
        int endMillis = 0;
        boolean isBefore = false;
        for (var word : words) {
            if (word.endMillis > spokenMillis) {
                isBefore = true;
            } else if (word.endMillis >= endMillis) {
                end = Math.max(end, word.textEnd);
                endMillis = word.endMillis;
            }
        }
        if (!isBefore) {
            double pace = end > 0 ? (double) endMillis / end : USUAL_MILLIS_PER_CHARACTER;
            int guessed = (int) ((spokenMillis - endMillis) / Math.max(1, pace));
            end = Math.max(end, wholeWords(Math.min(text.length(), end + guessed)));
        }
        return wordAfter(end);
    }

    /// The end of the last word that lies within so many characters; 0 if none does.
    private int wholeWords(int limit) {
        for (int end = limit; end > 0; end--) {
            boolean endsWord = end == text.length() || Character.isWhitespace(text.charAt(end));
            if (endsWord && !Character.isWhitespace(text.charAt(end - 1))) {
                return end;
            }
        }
        return 0;
    }

    /// A comma or full stop is no word.
    private int wordAfter(int end) {
        if (end == 0) {
            return 0;
        }
        for (int at = end; at < text.length(); at++) {
            if (Character.isLetterOrDigit(text.charAt(at))) {
                int begin = at;
                while (begin > end && !Character.isWhitespace(text.charAt(begin - 1))) {
                    begin--; // "$40", "(now"
                }
                return begin;
            }
        }
        return text.length();
    }
}
