package dev.parley.sim.conversation;

import org.jspecify.annotations.Nullable;

/// The referee's book of what the dialogue said, was asked and was told.
final class DialogueBook {
    private @Nullable String firstSaid;
    private @Nullable String expected;
    private String listening = "";
    private int maxDigits;
    private boolean ended;
    private boolean threw;
    private boolean answerCut;
    private int untold;
    private int toldNow;
    private int askedNow;

    /// It says something next, and may expect an answer.
    void says(String first, @Nullable String expectation) {
        firstSaid = first;
        expected = expectation;
    }

    void listens(String expectation, int digits) {
        listening = expectation;
        maxDigits = digits;
    }

    int maxDigits() {
        return maxDigits;
    }

    /// A reply begins with this sentence.
    void begins(String text) {
        answerCut = false;
        if (text.equals(firstSaid)) {
            firstSaid = null;
            if (expected != null && !expected.equals(listening)) {
                throw new Violation("the question sounds before its answers are listened for");
            }
        }
    }

    /// It is asked for its next acts; false if it must not be.
    boolean isAsked() {
        askedNow++;
        return !ended;
    }

    /// It learns what was heard of a reply that was cut.
    void isTold() {
        toldNow++;
    }

    void ends() {
        ended = true;
    }

    void breaks() {
        threw = true;
    }

    boolean isOver() {
        return ended || threw;
    }

    boolean hasEnded() {
        return ended;
    }

    /// A reply of it was cut.
    void wasCut() {
        untold++;
        answerCut = true;
    }

    /// The reply that was cut is said again: there is nothing to tell.
    void isSaidAgain() {
        untold = 0;
    }

    boolean isAnswerCut() {
        return answerCut;
    }

    void stepDone(boolean closing) {
        if (toldNow > 0) {
            untold = 0;
        } else if (askedNow > 0 && untold > 0 && !closing) {
            throw new Violation("the dialogue was asked before it knew what was heard");
        }
        if (askedNow > 0) {
            answerCut = false;
        }
        askedNow = 0;
        toldNow = 0;
    }
}
