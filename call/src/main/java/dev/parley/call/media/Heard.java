package dev.parley.call.media;

/// How far the caller has heard the reply that is playing. Wheel thread only.
final class Heard {
    private long reply;
    private int sentence;
    private int chars;
    private boolean isCertain;

    Heard() {
        turnTo(0);
    }

    /// From here on another reply is meant; nothing for the same.
    void turnTo(long newReply) {
        if (newReply == reply && newReply != 0) {
            return;
        }
        reply = newReply;
        sentence = -1;
        chars = 0;
        isCertain = true;
    }

    /// Of this sentence, so many characters were heard, and all sentences before it.
    void upTo(int newSentence, int newChars, boolean certain) {
        if (newChars > 0) {
            sentence = newSentence;
            chars = newChars;
        }
        isCertain &= certain;
    }

    int sentence() {
        return sentence;
    }

    int chars() {
        return chars;
    }

    boolean isCertain() {
        return isCertain;
    }
}
