package dev.parley.call.media;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A voice at 8 kHz whose sound the test delivers by hand.
final class FakeVoice implements Synthesizer {
    static final int FRAME = 160;

    final List<Spoken> spoken = new ArrayList<>();

    /// One sentence with the voice.
    static final class Spoken implements Speaking {
        final String text;
        final Listener listener;
        boolean isClosed;

        Spoken(String text, Listener listener) {
            this.text = text;
            this.listener = listener;
        }

        /// Delivers frames of samples of this value.
        void frames(int count, int value) {
            short[] samples = new short[FRAME * count];
            Arrays.fill(samples, (short) value);
            listener.audio(samples, 0, samples.length);
        }

        void whole(int count, int value) {
            frames(count, value);
            listener.done();
        }

        void fail() {
            listener.failed(ProviderFailure.ENGINE);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    Spoken last() {
        return spoken.getLast();
    }

    List<String> texts() {
        return spoken.stream().map(one -> one.text).toList();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        var one = new Spoken(text, listener);
        spoken.add(one);
        return one;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
