package dev.parley.dialog.slot;

import java.util.List;

/// A position in a list of words. Not thread-safe; lives within one reading.
final class Reader {
    private final List<String> words;
    private int at;

    Reader(Utterance utterance) {
        this.words = utterance.words();
    }

    /// The next word, empty at the end.
    String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    /// The word just taken, empty at the start.
    String previous() {
        return at > 0 ? words.get(at - 1) : "";
    }

    boolean atEnd() {
        return at == words.size();
    }

    void skip() {
        at++;
    }

    /// Takes the phrase if it comes next.
    boolean take(String phrase) {
        int from = 0;
        int count = 0;
        while (from <= phrase.length()) {
            int space = phrase.indexOf(' ', from);
            int to = space < 0 ? phrase.length() : space;
            if (at + count >= words.size() || !isPart(phrase, from, to, words.get(at + count))) {
                return false;
            }
            from = to + 1;
            count++;
        }
        at += count;
        return true;
    }

    private static boolean isPart(String phrase, int from, int to, String word) {
        return word.length() == to - from && phrase.startsWith(word, from);
    }

    /// Takes the first of the phrases that comes next; put longer ones first.
    boolean takeAny(List<String> phrases) {
        for (var phrase : phrases) {
            if (take(phrase)) {
                return true;
            }
        }
        return false;
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }
}
