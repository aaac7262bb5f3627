package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import org.jspecify.annotations.Nullable;

/// An utterance of a call that has no answer yet: what a recognizer that takes over must be told.
/// In the [Serial] of its call.
final class HeardUtterance {
    final long id;
    final Expectation expectation;
    final KeptSound sound = new KeptSound();
    final SpeechLength speech = new SpeechLength();
    Route<Recognizer> route;
    @Nullable EarLine line;
    boolean isFinished;

    /// What its line was told of it.
    boolean hasBegun;

    boolean isCaughtUp;
    long given;
    long finishedNanos;
    Timekeeper.@Nullable Alarm limit;

    /// Who understood nothing of it, until another has heard it too.
    @Nullable Candidate<Recognizer> doubted;

    HeardUtterance(long id, Expectation expectation, Route<Recognizer> route) {
        this.id = id;
        this.expectation = expectation;
        this.route = route;
    }

    /// Nobody has heard it.
    void lose() {
        line = null;
        hasBegun = false;
        isCaughtUp = false;
        given = 0;
        stopLimit();
    }

    /// Nobody will say whether there was something to understand.
    void dropDoubt() {
        if (doubted != null) {
            doubted.dropped();
            doubted = null;
        }
    }

    void stopLimit() {
        if (limit != null) {
            limit.close();
            limit = null;
        }
    }
}
