package dev.parley.dialog.speech;

import java.util.regex.Pattern;

/// Decides whether a full stop, question mark, exclamation mark or ellipsis ends its sentence.
final class SentenceEnd {
    private static final Pattern DOTTED = Pattern.compile("(?:\\p{L}\\.)+\\p{L}");
    private static final Pattern ROMAN = Pattern.compile("[IVX]{2,5}");
    private static final Pattern NO_VOWEL = Pattern.compile("[^aeiouyäöüAEIOUYÄÖÜ]+");
    private static final String CLOSING = ".!?…\"'”“’»«)]}*_~";
    private static final String QUOTES = "\"'”“’»«)]}";
    private static final String OPENING = "\"'“„‚»«([{*_~¿¡";

    private final CutWords words;

    sealed interface Decision {}

    /// The sentence ends before this index.
    record Ends(int upTo) implements Decision {}

    /// The sentence goes on; decided up to this index.
    record Goes(int upTo) implements Decision {}

    /// It takes more text to tell.
    record Undecided() implements Decision {}

    SentenceEnd(CutWords words) {
        this.words = words;
    }

    Decision at(CharSequence text, int stop, boolean isLast) {
        int after = afterMarks(text, stop);
        var end = new Ends(after);
        if (after == text.length()) {
            return isLast ? end : new Undecided();
        }
        if (!Letters.isSpace(text.charAt(after))) {
            return new Goes(after);
        }
        var marks = text.subSequence(stop, after).toString();
        boolean isQuoted = marks.chars().anyMatch(c -> QUOTES.indexOf(c) >= 0);
        boolean isStop = marks.indexOf('!') < 0 && marks.indexOf('?') < 0;
        if (!isStop && !isQuoted) {
            return end;
        }
        int next = nextWord(text, after);
        if (next == text.length() && !isLast) {
            return new Undecided();
        }
        boolean isOver = next == text.length() || text.charAt(next) == '\n';
        if (isOver) {
            return end;
        }
        if (isQuoted || marks.startsWith("..") || marks.startsWith("…")) {
            return Character.isLowerCase(text.charAt(next)) ? new Goes(after) : end;
        }
        return fullStop(text, stop, after, next, isLast);
    }

    private Decision fullStop(CharSequence text, int stop, int after, int next, boolean isLast) {
        int start = stop;
        while (start > 0 && !Letters.isSpace(text.charAt(start - 1))) {
            start--;
        }
        while (start < stop && OPENING.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        var token = text.subSequence(start, stop).toString();
        char first = text.charAt(next);
        Decision end = new Ends(after);
        Decision goes = new Goes(after);
        var known = words.abbreviations().find(token + ".");
        if (known.isPresent()) {
            return switch (known.get().kind()) {
                case BEFORE -> goes;
                case NUMBER -> Character.isDigit(first) ? goes : end;
                case EITHER -> unlessStarter(text, after, next, isLast);
            };
        }
        if (DOTTED.matcher(token).matches()) {
            return unlessStarter(text, after, next, isLast);
        }
        if (token.length() == 1 && Character.isLetter(token.charAt(0))) {
            if (next + 1 == text.length() && !isLast) {
                return new Undecided();
            }
            boolean isFirstOfTwo = next + 1 < text.length() && text.charAt(next + 1) == '.';
            return isFirstOfTwo || isInitial(text, start, token.charAt(0), first) ? goes : end;
        }
        if (token.chars().allMatch(Character::isDigit)) {
            return number(text, start, token, after, next, isLast);
        }
        if (words.hasOrdinals() && ROMAN.matcher(token).matches()) {
            return Character.isLowerCase(first) ? goes : end;
        }
        boolean isUnknown = Character.isLowerCase(first) && NO_VOWEL.matcher(token).matches();
        return isUnknown ? goes : end;
    }

    /// A number: of a list at the beginning, an ordinal where those have a full stop.
    private Decision number(
            CharSequence text, int start, String token, int after, int next, boolean isLast) {
        Decision goes = new Goes(after);
        char first = text.charAt(next);
        if (start == 0 || Character.isLowerCase(first)) {
            return goes;
        }
        if (!words.hasOrdinals() || token.length() > 3) {
            return new Ends(after);
        }
        if (Character.isDigit(first) || words.beforeOrdinals().contains(before(text, start))) {
            return goes;
        }
        int end = wordEnd(text, next);
        if (end == text.length() && !isLast) {
            return new Undecided();
        }
        var word = text.subSequence(next, end).toString();
        return words.afterOrdinals().contains(word) ? goes : new Ends(after);
    }

    private Decision unlessStarter(CharSequence text, int after, int next, boolean isLast) {
        int end = wordEnd(text, next);
        if (end == text.length() && !isLast) {
            return new Undecided();
        }
        var word = text.subSequence(next, end).toString();
        return words.starters().contains(word) ? new Ends(after) : new Goes(after);
    }

    /// "J. Smith", "George W. Bush", "z. B." but not "plan B. Then".
    private boolean isInitial(CharSequence text, int start, char letter, char next) {
        if (Character.isLowerCase(letter) || Character.isLowerCase(next)) {
            return true;
        }
        var before = before(text, start);
        if (before.isEmpty()) {
            return true;
        }
        boolean isName =
                Character.isUpperCase(before.charAt(0))
                        || before.endsWith(".")
                        || words.beforeInitials().contains(before);
        return isName && letter != 'I';
    }

    private static String before(CharSequence text, int start) {
        int end = start;
        while (end > 0 && Letters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > 0 && !Letters.isSpace(text.charAt(from - 1))) {
            from--;
        }
        return text.subSequence(from, end).toString();
    }

    private static int afterMarks(CharSequence text, int stop) {
        int end = stop + 1;
        while (end < text.length()
                && (CLOSING.indexOf(text.charAt(end)) >= 0
                        || Letters.isPicture(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /// The first letter of the next word; a line break counts as one.
    private static int nextWord(CharSequence text, int from) {
        int next = from;
        while (next < text.length()
                && text.charAt(next) != '\n'
                && (Letters.isSpace(text.charAt(next))
                        || OPENING.indexOf(text.charAt(next)) >= 0)) {
            next++;
        }
        return next;
    }

    private static int wordEnd(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
