package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.dialog.Expectation;

/// One utterance in one decoder: sound in, words so far and final words out. Served by one engine
/// thread at a time.
final class Hearing {
    /// A segment is cut here at the latest, so that an endless utterance keeps its cost bounded.
    private static final int MAX_SEGMENT = 30 * VoskModel.RATE;

    private final Decoder decoder;
    private final RecognizerInput input;
    private final boolean open;
    private final StringBuilder said = new StringBuilder();
    private int segment;

    Hearing(Decoder decoder, RecognizerInput input, Expectation expectation) {
        this.decoder = decoder;
        this.input = input;
        this.open = expectation.isOpen();
        input.begin(!open);
    }

    Decoder decoder() {
        return decoder;
    }

    boolean isOpen() {
        return open;
    }

    /// Hears the samples, which are changed: they must be a copy of our own.
    void hear(short[] samples, int count) {
        if (count == 0) {
            return;
        }
        input.process(samples, 0, count);
        boolean pause = decoder.accept(samples, 0, count);
        segment += count;
        // A grammar ignores the engine's own idea of an end: "five five five … zero one" is one
        // answer. Open speech is cut there, which keeps the final decision short.
        if ((pause && open) || segment >= MAX_SEGMENT) {
            append(decoder.result());
            segment = 0;
        }
    }

    String wordsSoFar() {
        return words(decoder.partial());
    }

    String finalWords() {
        // What the input still holds back is speech; silence behind it brings it out.
        short[] silence = new short[input.delaySamples()];
        hear(silence, silence.length);
        return words(decoder.finalResult());
    }

    /// In a grammar one sound outside it makes the whole answer nothing: what surrounds it was bent
    /// to fit.
    private String words(String tail) {
        String all = tail.isEmpty() ? said.toString() : said + (said.isEmpty() ? "" : " ") + tail;
        if (!all.contains(VoskText.UNKNOWN)) {
            return all;
        }
        return open ? all.replace(VoskText.UNKNOWN, "").replaceAll(" +", " ").strip() : "";
    }

    private void append(String words) {
        if (!words.isEmpty()) {
            said.append(said.isEmpty() ? "" : " ").append(words);
        }
    }
}
