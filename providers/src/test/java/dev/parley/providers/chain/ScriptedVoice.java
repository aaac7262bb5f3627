package dev.parley.providers.chain;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A voice that sounds when a test says so; all its samples have one value.
final class ScriptedVoice implements Synthesizer {
    final List<Sentence> sentences = new ArrayList<>();
    private final String name;
    private final int rate;
    private final short value;
    boolean isClosed;
    ScriptedVoice telephone = this;
    SynthesizerCapabilities capabilities = SynthesizerCapabilities.LOCAL_VOICE;

    ScriptedVoice(String name, int rate, int value) {
        this.name = name;
        this.rate = rate;
        this.value = (short) value;
    }

    Sentence last() {
        return sentences.getLast();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Synthesizer forLine(int line) {
        return line <= 8_000 ? telephone : this;
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        var sentence = new Sentence(text, listener);
        sentences.add(sentence);
        return sentence;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /// A sentence, spoken by hand.
    final class Sentence implements Speaking {
        final String text;
        final Listener listener;
        boolean isCancelled;

        Sentence(String text, Listener listener) {
            this.text = text;
            this.listener = listener;
        }

        Sentence sounds(int millis) {
            var sound = new short[rate * millis / 1000];
            Arrays.fill(sound, value);
            listener.audio(sound, 0, sound.length);
            return this;
        }

        Sentence word(int from, int to, int startMillis, int endMillis) {
            listener.word(from, to, startMillis, endMillis);
            return this;
        }

        void done() {
            listener.done();
        }

        void fails(ProviderFailure kind) {
            listener.failed(new ProviderFault(kind, "scripted"));
        }

        @Override
        public void close() {
            isCancelled = true;
        }
    }
}
