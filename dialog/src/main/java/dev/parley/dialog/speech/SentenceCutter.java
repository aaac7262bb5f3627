package dev.parley.dialog.speech;

import java.util.ArrayList;
import java.util.List;

/// Cuts a model's text into sentences while it comes. Where it cuts depends on the text alone, not
/// on the pieces it came in. Holds at most `maxChars` characters. One reply, one cutter, one
/// thread.
///
/// A line break ends a sentence: models do not wrap lines, they make paragraphs and lists.
public final class SentenceCutter {
    /// Longer brackets are taken for a bracket that was never closed.
    private static final int LONGEST_BRACKET = 200;

    private static final int FENCE = 3;
    private static final int NOWHERE = -1;

    private final SentenceEnd ends;
    private final Settings settings;
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int bracket = NOWHERE;
    private int wordsOut;
    private boolean isCode;

    /// How to cut.
    ///
    /// @param firstWords as long as fewer words than this were handed out, a clause of at least so
    ///   many words is handed out too; 0 for whole sentences only
    /// @param maxChars text without a stop is cut when it is so long, at least 40 characters
    public record Settings(SpokenLanguage language, int firstWords, int maxChars) {
        public Settings {
            if (firstWords < 0 || maxChars < 40) {
                throw new IllegalArgumentException(
                        "expected first words of at least 0 and a maximum of at least 40 characters,"
                                + " got "
                                + firstWords
                                + " and "
                                + maxChars);
            }
        }

        /// Clauses of four words, sentences of at most 400 characters (about 25 s of speech).
        public static Settings of(SpokenLanguage language) {
            return new Settings(language, 4, 400);
        }
    }

    public SentenceCutter(Settings settings) {
        this.settings = settings;
        this.ends = new SentenceEnd(CutWords.of(settings.language()));
    }

    /// Takes the next piece of the text, of any length; returns what can be spoken now, in order.
    public List<Sentence> add(String piece) {
        var ready = new ArrayList<Sentence>();
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i), ready);
        }
        return ready;
    }

    /// The text is over: returns the rest. The cutter is then as new.
    public List<Sentence> finish() {
        var ready = new ArrayList<Sentence>();
        resolve(true, ready);
        hand(text.length(), isCode ? Sentence.Kind.CODE : Sentence.Kind.WHOLE, ready);
        isCode = false;
        wordsOut = 0;
        return ready;
    }

    /// Characters that wait for the rest of their sentence.
    public int waiting() {
        return text.length();
    }

    private void take(char next, List<Sentence> ready) {
        if (text.isEmpty() && !isCode && Letters.isSpace(next)) {
            return;
        }
        text.append(next);
        resolve(false, ready);
        if (text.length() >= settings.maxChars()) {
            force(ready);
            resolve(false, ready);
        }
    }

    private void resolve(boolean isLast, List<Sentence> ready) {
        while (at < text.length()) {
            boolean decided = isCode ? code(isLast, ready) : prose(isLast, ready);
            if (!decided) {
                return;
            }
        }
    }

    /// Decides the character at `at`; false if that takes more text.
    private boolean prose(boolean isLast, List<Sentence> ready) {
        char c = text.charAt(at);
        switch (c) {
            case '`' -> {
                int ticks = ticks();
                if (ticks < FENCE && at + ticks == text.length() && !isLast) {
                    return false;
                }
                if (ticks >= FENCE) {
                    hand(at, Sentence.Kind.WHOLE, ready);
                    isCode = true;
                }
                at += Math.min(ticks, FENCE);
            }
            case '\n' -> hand(at, Sentence.Kind.WHOLE, ready);
            case '(', ')' -> {
                if (c == '(' && at + 1 == text.length() && !isLast) {
                    return false;
                }
                boolean opens = c == '(' && !isSpaceAt(at + 1);
                bracket = c == ')' ? NOWHERE : opens && bracket == NOWHERE ? at : bracket;
                at++;
            }
            case '.', '!', '?', '…' -> {
                return stop(isLast, ready);
            }
            case ',', ';', ':', '-', '–', '—' -> {
                return clause(isLast, ready);
            }
            default -> at++;
        }
        return true;
    }

    private boolean stop(boolean isLast, List<Sentence> ready) {
        var found = ends.at(text, at, isLast);
        return switch (found) {
            case SentenceEnd.Undecided _ -> false;
            case SentenceEnd.Goes(int upTo) -> {
                if (text.substring(at, upTo).indexOf(')') >= 0) {
                    bracket = NOWHERE;
                }
                at = upTo;
                yield true;
            }
            case SentenceEnd.Ends(int upTo) -> {
                boolean closes = text.substring(at, upTo).indexOf(')') >= 0;
                if (bracket != NOWHERE && at - bracket < LONGEST_BRACKET && !closes) {
                    at = upTo;
                } else {
                    hand(upTo, Sentence.Kind.WHOLE, ready);
                }
                yield true;
            }
        };
    }

    private boolean clause(boolean isLast, List<Sentence> ready) {
        if (at + 1 == text.length() && !isLast) {
            return false;
        }
        char c = text.charAt(at);
        boolean isDash = c == '-' || c == '–' || c == '—';
        boolean isMark = isSpaceAt(at + 1) && (!isDash || (at > 0 && isSpaceAt(at - 1)));
        if (isMark
                && bracket == NOWHERE
                && wordsOut < settings.firstWords()
                && words(at) >= settings.firstWords()) {
            hand(at + 1, Sentence.Kind.CLAUSE, ready);
        } else {
            at++;
        }
        return true;
    }

    private boolean code(boolean isLast, List<Sentence> ready) {
        if (text.charAt(at) != '`') {
            at++;
            return true;
        }
        int ticks = ticks();
        if (ticks < FENCE && at + ticks == text.length() && !isLast) {
            return false;
        }
        if (ticks >= FENCE) {
            isCode = false;
            hand(at + FENCE, Sentence.Kind.CODE, ready);
        } else {
            at += ticks;
        }
        return true;
    }

    private int ticks() {
        int end = at;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - at;
    }

    private boolean isSpaceAt(int index) {
        return index >= text.length() || Letters.isSpace(text.charAt(index));
    }

    private int words(int end) {
        int words = 0;
        for (int i = 0; i < end; i++) {
            if (!isSpaceAt(i) && (i == 0 || isSpaceAt(i - 1))) {
                words++;
            }
        }
        return words;
    }

    /// No stop for too long: the best place of what is there.
    private void force(List<Sentence> ready) {
        int length = text.length();
        if (isCode) {
            // Backticks at the end may be the beginning of the closing fence.
            hand(wholeCharacters(at), Sentence.Kind.CODE, ready);
            return;
        }
        int space = NOWHERE;
        int mark = NOWHERE;
        for (int i = length / 2; i + 1 < length; i++) {
            if (isSpaceAt(i + 1)) {
                space = i + 1;
                mark = ",;:)–—".indexOf(text.charAt(i)) >= 0 ? i + 1 : mark;
            }
        }
        int cut = mark != NOWHERE ? mark : space;
        if (cut == NOWHERE) {
            cut = wholeCharacters(length);
        }
        hand(cut, Sentence.Kind.PIECE, ready);
    }

    /// Not between the halves of a surrogate pair.
    private int wholeCharacters(int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /// Hands out what is before `end` and begins anew behind it.
    private void hand(int end, Sentence.Kind kind, List<Sentence> ready) {
        var words = text.substring(0, end).strip();
        if (!words.isEmpty()) {
            wordsOut += words(end);
            ready.add(new Sentence(words, kind));
        }
        int next = end;
        while (next < text.length() && Letters.isSpace(text.charAt(next)) && !isCode) {
            next++;
        }
        text.delete(0, next);
        at = Math.max(0, at - next);
        bracket = bracket >= next ? bracket - next : NOWHERE;
    }
}
