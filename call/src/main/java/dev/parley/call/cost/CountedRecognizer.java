package dev.parley.call.cost;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.Use;

/// A recognizer whose sound is counted: when an utterance is finished or cancelled and when the
/// call ends, with what was handed over since.
final class CountedRecognizer implements Recognizer {
    private static final int SAMPLES_PER_MILLI = 16;

    private final Recognizer recognizer;
    private final Costs costs;

    CountedRecognizer(Recognizer recognizer, Costs costs) {
        this.recognizer = recognizer;
        this.costs = costs;
    }

    @Override
    public String name() {
        return recognizer.name();
    }

    @Override
    public String model() {
        return recognizer.model();
    }

    @Override
    public RecognizerCapabilities capabilities() {
        return recognizer.capabilities();
    }

    @Override
    public Session open(Listener listener) {
        return new Counted(recognizer.open(listener), listener);
    }

    @Override
    public Session open(Listener listener, Line line) {
        return new Counted(recognizer.open(listener, line), listener);
    }

    @Override
    public void close() {
        recognizer.close();
    }

    /// On one thread at a time, as the session.
    private final class Counted implements Session {
        private final Session session;
        private final Listener listener;
        private boolean isOpen;
        private long samples;

        Counted(Session session, Listener listener) {
            this.session = session;
            this.listener = listener;
        }

        @Override
        public void begin(long utterance, Expectation expectation) {
            count();
            isOpen = true;
            session.begin(utterance, expectation);
        }

        @Override
        public void audio(short[] sound, int offset, int count) {
            if (isOpen) {
                samples += count;
            }
            session.audio(sound, offset, count);
        }

        @Override
        public int room() {
            return session.room();
        }

        @Override
        public void finish(long utterance) {
            session.finish(utterance);
            isOpen = false;
            count();
        }

        @Override
        public void cancel(long utterance) {
            session.cancel(utterance);
            count();
        }

        @Override
        public void close() {
            session.close();
            isOpen = false;
            count();
        }

        private void count() {
            long millis = samples / SAMPLES_PER_MILLI;
            if (millis > 0) {
                samples -= millis * SAMPLES_PER_MILLI;
                var use =
                        new Use(
                                name(),
                                model(),
                                Use.Unit.HEARD_MILLIS,
                                millis,
                                capabilities().local());
                costs.used(use);
                listener.used(use);
            }
        }
    }
}
