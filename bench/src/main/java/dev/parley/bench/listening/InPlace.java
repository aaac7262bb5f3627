package dev.parley.bench.listening;

import dev.parley.call.speech.Recognizer;
import dev.parley.providers.local.VoskRecognizer;

/// A recognizer that decodes on the ear's own thread, so that a bench needs no clock. Closing it
/// closes nothing: the engine is shared.
///
/// @param suppressesNoise whether steady noise is taken out first
public record InPlace(VoskRecognizer recognizer, boolean suppressesNoise) implements Recognizer {
    @Override
    public String name() {
        return recognizer.name();
    }

    @Override
    public Session open(Listener listener) {
        return recognizer.openInPlace(listener, suppressesNoise);
    }

    @Override
    public void close() {
        // shared
    }
}
