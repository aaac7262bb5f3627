package dev.parley.dialog.speech;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One kind of thing that is written otherwise than it is said. All its repetitions have a bound,
/// or cannot match the same text in two ways, so that matching takes time in proportion.
///
/// @param starts with what kind of character it begins
record Rule(Start starts, Pattern pattern, Wording wording) {
    enum Start {
        DIGIT,
        LETTER,
        SYMBOL
    }

    interface Wording {
        /// How it is said; null if it is not such a thing after all.
        @Nullable String of(Found found);
    }

    static Rule of(Start starts, String pattern, Wording wording) {
        return new Rule(starts, Pattern.compile(pattern), wording);
    }

    static Start start(char c) {
        return Character.isDigit(c)
                ? Start.DIGIT
                : Character.isLetter(c) ? Start.LETTER : Start.SYMBOL;
    }

    /// What a pattern found.
    ///
    /// @param text the whole clean text
    record Found(String text, MatchResult match) {
        /// The group's text, empty if it took no part.
        String group(int number) {
            @Nullable String found = match.group(number);
            return found == null ? "" : found;
        }

        boolean has(int number) {
            return match.start(number) >= 0;
        }

        int number(int group) {
            return Integer.parseInt(group(group));
        }

        char charBefore() {
            return match.start() == 0 ? ' ' : text.charAt(match.start() - 1);
        }

        char charAfter() {
            return match.end() == text.length() ? ' ' : text.charAt(match.end());
        }

        boolean isLast() {
            return match.end() == text.length();
        }

        /// The word before, as written, without marks.
        String wordBefore() {
            int end = match.start();
            while (end > 0 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                end--;
            }
            int start = end;
            while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
                start--;
            }
            return text.substring(start, end);
        }

        /// The word behind, as written, if only a space is between; else empty.
        String wordAfter() {
            int start = match.end();
            if (start >= text.length() || text.charAt(start) != ' ') {
                return "";
            }
            int end = ++start;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            return text.substring(start, end);
        }
    }
}
