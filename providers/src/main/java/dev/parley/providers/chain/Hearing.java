package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import org.jspecify.annotations.Nullable;

/// One utterance at one recognizer: what that was told of it. In the [Serial] of its call.
final class Hearing {
    final HeardUtterance utterance;
    final EarLine line;
    boolean hasBegun;
    boolean isCaughtUp;

    /// Samples of the utterance up to which it was given.
    long given;

    /// When it was asked for the words; 0 before.
    long finishedNanos;

    /// What it understood last, while it only listens along.
    String guess = "";

    /// Its decision, while it only listens along.
    @Nullable String words;

    Hearing(HeardUtterance utterance, EarLine line) {
        this.utterance = utterance;
        this.line = line;
    }

    Candidate<Recognizer> candidate() {
        return line.candidate;
    }

    boolean isAt(EarLine other) {
        return line.equals(other);
    }
}
