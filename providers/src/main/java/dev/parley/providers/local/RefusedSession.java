package dev.parley.providers.local;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;

/// A session for which there was no room: answers every utterance with the reason.
final class RefusedSession implements Recognizer.Session {
    private final SessionDesk desk;
    private final Recognizer.Listener listener;
    private final ProviderFailure reason;

    RefusedSession(SessionDesk desk, Recognizer.Listener listener, ProviderFailure reason) {
        this.desk = desk;
        this.listener = listener;
        this.reason = reason;
    }

    @Override
    public void begin(long utterance, Expectation expectation) {}

    @Override
    public void audio(short[] samples, int offset, int count) {}

    @Override
    public void finish(long utterance) {
        desk.failed(reason);
        Thread.ofVirtual().start(() -> listener.failed(utterance, reason));
    }

    @Override
    public void cancel(long utterance) {}

    @Override
    public void close() {}
}
