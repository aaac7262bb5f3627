package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One session of a call at one recognizer. What it tells comes on threads of the provider and is
/// handed to the call's [Serial]; all else is in it.
final class EarLine implements Recognizer.Listener {
    /// Between two looks whether a recognizer that hears again has room.
    private static final Duration REST = Duration.ofMillis(20);

    final Candidate<Recognizer> candidate;

    /// Utterances that wait to be told, the oldest first.
    final ArrayDeque<Hearing> untold = new ArrayDeque<>();

    private final ChainedEar ear;
    private final Candidates<Recognizer> candidates;
    private Recognizer.@Nullable Session session;
    Timekeeper.@Nullable Alarm goesOn;
    boolean isClosed;

    EarLine(ChainedEar ear, Candidates<Recognizer> candidates, Candidate<Recognizer> candidate) {
        this.ear = ear;
        this.candidates = candidates;
        this.candidate = candidate;
    }

    void open() {
        session = candidate.client().open(this, ear.callLine());
    }

    Recognizer.Session session() {
        if (session == null) {
            throw new IllegalStateException("expected a line that is open");
        }
        return session;
    }

    void close() {
        isClosed = true;
        untold.clear();
        if (goesOn != null) {
            goesOn.close();
        }
        if (session != null) {
            session.close();
        }
    }

    /// Takes one more utterance, after those it does not know yet.
    void take(Hearing hearing) {
        untold.addLast(hearing);
        pump();
    }

    /// Tells what is not known here yet, as fast as it is taken.
    void pump() {
        while (!isClosed && goesOn == null) {
            var next = untold.peekFirst();
            if (next == null) {
                return;
            }
            if (!next.hasBegun) {
                next.hasBegun = true;
                session().begin(next.utterance.id, next.utterance.expectation);
            }
            if (!give(next)) {
                goesOn =
                        ear.alarm(
                                REST,
                                () -> {
                                    goesOn = null;
                                    pump();
                                });
                return;
            }
            untold.removeFirst();
            next.isCaughtUp = true;
            if (next.utterance.isFinished) {
                ear.finishNow(next);
            }
        }
    }

    /// @return whether all was given
    private boolean give(Hearing hearing) {
        var sound = hearing.utterance.sound;
        while (hearing.given < sound.end()) {
            int room = session().room();
            if (room <= 0) {
                return false;
            }
            long begin = sound.end() - sound.samples();
            if (hearing.given < begin) {
                candidates.forgot((int) (begin - hearing.given));
                hearing.given = begin;
            }
            long before = hearing.given;
            hearing.given = sound.give(before, room, session()::audio);
            candidates.replayed(candidate, (int) (hearing.given - before));
        }
        return true;
    }

    /// This utterance is not wanted here any more.
    void forget(Hearing hearing) {
        untold.remove(hearing);
        if (hearing.hasBegun && !isClosed) {
            session().cancel(hearing.utterance.id);
        }
        pump();
    }

    /// Of whoever was asked, also of those given up.
    @Override
    public void used(Use use) {
        ear.used(use);
    }

    @Override
    public void partialWords(long utterance, String words) {
        ear.guessed(this, utterance, words);
    }

    @Override
    public void listens(long utterance) {
        ear.listens(this, utterance);
    }

    @Override
    public void finalWords(long utterance, String words) {
        ear.answered(this, utterance, words);
    }

    @Override
    public void failed(long utterance, ProviderFailure failure) {
        failed(utterance, new ProviderFault(failure, "the recognizer failed"));
    }

    @Override
    public void failed(long utterance, ProviderFault fault) {
        ear.failed(this, utterance, fault);
    }

    @Override
    public void endOfTurn(long utterance, double certainty) {
        ear.tell(this, utterance, listener -> listener.endOfTurn(utterance, certainty));
    }

    @Override
    public void eagerEndOfTurn(long utterance) {
        ear.tell(this, utterance, listener -> listener.eagerEndOfTurn(utterance));
    }

    @Override
    public void turnResumed(long utterance) {
        ear.tell(this, utterance, listener -> listener.turnResumed(utterance));
    }
}
