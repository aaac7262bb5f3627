package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One session of a call at one recognizer. What it tells comes on threads of the provider and is
/// handed to the call's [Serial]; all else is in it.
final class EarLine implements Recognizer.Listener {
    final Candidate<Recognizer> candidate;

    /// Utterances that wait to be told, the oldest first.
    final ArrayDeque<HeardUtterance> untold = new ArrayDeque<>();

    private final ChainedEar ear;
    private Recognizer.@Nullable Session session;
    Timekeeper.@Nullable Alarm goesOn;
    boolean isClosed;

    EarLine(ChainedEar ear, Candidate<Recognizer> candidate) {
        this.ear = ear;
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

    /// Of whoever was asked, also of those given up.
    @Override
    public void used(Use use) {
        ear.used(use);
    }

    @Override
    public void partialWords(long utterance, String words) {
        ear.tell(this, utterance, listener -> listener.partialWords(utterance, words));
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
