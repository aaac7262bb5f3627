package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/// Hands the sound of one sentence to its listener on a virtual thread, so that a listener that
/// blocks for back-pressure never holds an engine. Holds at most one sentence, which an engine
/// bounds.
final class Delivery implements SpeechEngine.Output {
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Synthesizer.Listener listener;
    private final BooleanSupplier cancelled;
    private boolean hasBegun;

    private sealed interface Item {}

    private static final class Sound implements Item {
        private final short[] samples;

        Sound(short[] samples) {
            this.samples = samples;
        }
    }

    private record Word(SpokenWord word) implements Item {}

    private record Done() implements Item {}

    private record Failed(ProviderFailure failure) implements Item {}

    Delivery(Synthesizer.Listener listener, BooleanSupplier cancelled) {
        this.listener = listener;
        this.cancelled = cancelled;
    }

    @Override
    public void word(SpokenWord word) {
        add(new Word(word));
    }

    @Override
    public void samples(short[] samples, int offset, int count) {
        add(new Sound(Arrays.copyOfRange(samples, offset, offset + count)));
    }

    void done() {
        add(new Done());
    }

    void failed(ProviderFailure failure) {
        add(new Failed(failure));
    }

    private void add(Item item) {
        items.add(item);
        if (!hasBegun) {
            hasBegun = true;
            Thread.ofVirtual().name("voice-delivery").start(this::run);
        }
    }

    private void run() {
        try {
            while (true) {
                var item = items.take();
                if (cancelled.getAsBoolean()) {
                    return;
                }
                switch (item) {
                    case Sound sound -> listener.audio(sound.samples, 0, sound.samples.length);
                    case Word(var word) ->
                            listener.word(
                                    word.textStart(),
                                    word.textEnd(),
                                    word.startMillis(),
                                    word.endMillis());
                    case Done _ -> {
                        listener.done();
                        return;
                    }
                    case Failed(var failure) -> {
                        listener.failed(failure);
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
