package dev.parley.sim.conversation;

import org.jspecify.annotations.Nullable;

/// The referee's book of what the dialogue said, was asked and was told.
final class DialogueBook {
    private @Nullable String firstSaid;
    private @Nullable String expected;

    /// What the dialogue is asking now.
    private @Nullable String question;

    /// It has forgotten the caller's last words.
    private boolean tookBack;

    /// It had, and got the words joined in this step.
    private boolean joinedNow;

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

    /// It was asked, and asks this question from now on, if any.
    void asks(@Nullable String expectation) {
        joinedNow |= tookBack;
        tookBack = false;
        if (expectation != null) {
            question = expectation;
        }
    }

    /// It forgets the caller's last words, and is back at the question before.
    void takesBack(@Nullable String before) {
        tookBack = true;
        question = before;
    }

    /// It heard the same words again: its answer stands.
    void answerStands(@Nullable String expectation) {
        asks(expectation);
        untold += answerCut ? 1 : 0;
    }

    /// It heard the same words again, and nothing stands of its answer.
    void writesAnew(@Nullable String expectation) {
        asks(expectation);
        answerCut = false;
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
        untold += tookBack || joinedNow ? 0 : 1;
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
        if (question != null && !question.equals(listening) && !closing && !isOver()) {
            throw new Violation(
                    "the answer to " + question + " is listened for as one to " + listening);
        }
        if (toldNow > 0) {
            untold = 0;
        } else if (askedNow > 0 && untold > 0 && !closing) {
            throw new Violation("the dialogue was asked before it knew what was heard");
        }
        if (askedNow > 0) {
            answerCut = false;
        }
        joinedNow = false;
        askedNow = 0;
        toldNow = 0;
    }
}
