package dev.parley.sim.conversation;

import dev.parley.call.conversation.JudgeSettings;

/// The referee's book of what a model was asked about pauses, and what it may change.
final class Judged {
    private static final long SILENCE = 300;

    private final JudgeSettings settings;
    private boolean isOpenQuestion = true;
    private long pause;
    private long askedAt;
    private boolean isAsked;
    private boolean isAnswered;
    private boolean isVetoed;

    Judged(JudgeSettings settings) {
        this.settings = settings;
    }

    void expects(boolean open) {
        isOpenQuestion = open;
    }

    /// The caller speaks: whatever was asked is of no interest any more.
    void speaks() {
        isAsked = false;
        isAnswered = false;
        isVetoed = false;
    }

    /// @param silence how long the caller has been silent; negative while they speak
    void ask(long number, long silence, long now) {
        if (!settings.enabled()) {
            throw new Violation("a model is asked that there is not");
        }
        if (!isOpenQuestion) {
            throw new Violation("a model judges an answer that has a grammar");
        }
        if (silence < SILENCE) {
            throw new Violation("a model is asked after " + silence + " ms of silence");
        }
        if (isAsked || number != pause + 1) {
            throw new Violation("a model is asked twice about the same pause");
        }
        pause = number;
        askedAt = now;
        isAsked = true;
    }

    void answer(long number, double complete, long now) {
        if (isAsked
                && !isAnswered
                && number == pause
                && now - askedAt <= settings.timeout().toMillis()) {
            isAnswered = true;
            isVetoed = complete < settings.unlikely();
        }
    }

    /// An open turn ended after this much silence.
    ///
    /// @param atLeast the same, if it began as late as it can have
    /// @param most the longest silence that ends it without a model, or later words
    void mayEnd(long silence, long atLeast, long most) {
        long veto = settings.maxDelay().toMillis();
        if (isVetoed && isOpenQuestion && silence < veto) {
            throw new Violation("an unfinished turn ended after " + silence + " ms of silence");
        }
        if (atLeast > Math.max(most, isVetoed ? veto + Hearing.LATENESS : 0)) {
            throw new Violation("a finished turn ended after " + atLeast + " ms of silence");
        }
    }
}
