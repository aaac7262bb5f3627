package dev.parley.call.media;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A recognizer that notes what it is asked; the test answers by hand. One session is looked at.
final class FakeRecognizer implements Recognizer {
    final List<String> asked = new ArrayList<>();
    final AtomicInteger openSessions = new AtomicInteger();
    short[] heard = new short[0];
    Listener listener = new Silent();

    private static final class Silent implements Listener {
        @Override
        public void partialWords(long utterance, String words) {
            throw new IllegalStateException("no session");
        }

        @Override
        public void finalWords(long utterance, String words) {
            throw new IllegalStateException("no session");
        }

        @Override
        public void failed(long utterance, ProviderFailure failure) {
            throw new IllegalStateException("no session");
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Session open(Listener newListener) {
        listener = newListener;
        openSessions.incrementAndGet();
        return new Noting();
    }

    @Override
    public void close() {
        // holds nothing
    }

    private final class Noting implements Session {
        @Override
        public void begin(long utterance, Expectation expectation) {
            asked.add("begin " + utterance + " " + expectation.name());
            heard = new short[0];
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            int at = heard.length;
            heard = Arrays.copyOf(heard, at + count);
            System.arraycopy(samples, offset, heard, at, count);
        }

        @Override
        public void finish(long utterance) {
            asked.add("finish " + utterance);
        }

        @Override
        public void cancel(long utterance) {
            asked.add("cancel " + utterance);
        }

        @Override
        public void close() {
            openSessions.decrementAndGet();
        }
    }
}
