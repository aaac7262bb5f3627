package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An utterance of a call that has no answer yet: what a recognizer that takes over must be told.
/// In the [Serial] of its call.
final class HeardUtterance {
    final long id;
    final Expectation expectation;
    final KeptSound sound = new KeptSound();
    final SpeechLength speech = new SpeechLength();
    final SignsOfLife signs;
    Route<Recognizer> route;
    boolean isFinished;

    /// Where it is; null while it waits to be told to another.
    @Nullable Hearing hearing;

    /// Who listens along, because the first is silent or was.
    @Nullable Hearing second;

    /// Whether it is silent now, and since when.
    boolean isSilent;

    long silentSinceNanos;

    Timekeeper.@Nullable Alarm limit;

    /// Looks for signs of life.
    Timekeeper.@Nullable Alarm watch;

    /// Who understood nothing of it, until another has heard it too.
    @Nullable Candidate<Recognizer> doubted;

    /// @param longestSilence of the recognizer after clear speech
    HeardUtterance(long id, Expectation expectation, Route<Recognizer> route, long longestSilence) {
        this.id = id;
        this.expectation = expectation;
        this.route = route;
        this.signs = new SignsOfLife(longestSilence);
    }

    boolean isAt(EarLine line) {
        return hearing != null && hearing.isAt(line);
    }

    boolean isAlsoAt(EarLine line) {
        return second != null && second.isAt(line);
    }

    /// All who hear it.
    List<Hearing> hearings() {
        if (hearing == null) {
            return List.of();
        }
        return second == null ? List.of(hearing) : List.of(hearing, second);
    }

    Stream<EarLine> lines() {
        return hearings().stream().map(each -> each.line);
    }

    /// Nobody has heard it.
    void lose() {
        hearing = null;
        stopAlarms();
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

    void stopAlarms() {
        stopLimit();
        stopWatch();
    }

    void stopWatch() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }
}
