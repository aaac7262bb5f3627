package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.dialog.Expectation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One utterance in one decoder: sound in, words so far and final words out. Served by one engine
/// thread at a time.
final class Hearing {
    /// A segment is cut here at the latest, so that an endless utterance keeps its cost bounded.
    private static final int MAX_SEGMENT = 30 * VoskModel.RATE;

    /// Longest answer that is heard a second time: 20 s, 0.6 MB while it is spoken.
    private static final int MAX_KEPT = 20 * VoskModel.RATE;

    /// A guess this much less likely than the first (natural logarithm) is none.
    private static final double MOST_BEHIND = 10;

    private final Decoder decoder;
    private final RecognizerInput input;
    private final boolean open;
    private final Expectation expectation;
    private final StringBuilder said = new StringBuilder();
    private int segment;
    private short[] kept = new short[0];
    private int keptSamples;

    Hearing(Decoder decoder, RecognizerInput input, Expectation expectation) {
        this.decoder = decoder;
        this.input = input;
        this.open = expectation.isOpen();
        this.expectation = expectation;
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
        keep(samples, count);
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
        List<Guess> guesses = decoder.finalGuesses();
        String likeliest = words(guesses.getFirst().words());
        if (open || likeliest.isEmpty()) {
            return likeliest;
        }
        return answer(guesses).or(this::secondHearing).orElse(likeliest);
    }

    /// The likeliest guess that is an answer.
    private Optional<String> answer(List<Guess> guesses) {
        double least = guesses.getFirst().score() - MOST_BEHIND;
        return guesses.stream()
                .filter(guess -> guess.score() >= least)
                .map(guess -> words(guess.words()))
                .filter(words -> !words.isEmpty() && expectation.reading().accepts(words))
                .findFirst();
    }

    /// Words that are no answer are heard again with more noise beneath: a soft "six" after digital
    /// silence is found then, while in the narrow band of a telephone it would hide others.
    private Optional<String> secondHearing() {
        if (kept.length < keptSamples) {
            return Optional.empty();
        }
        decoder.reset();
        RecognizerInput.addNoise(kept, 0, keptSamples);
        for (int at = 0; at < keptSamples; at += Inbox.CHUNK) {
            decoder.accept(kept, at, Math.min(Inbox.CHUNK, keptSamples - at));
        }
        return answer(decoder.finalGuesses());
    }

    /// Sound is kept up to the longest answer; beyond it there is no second hearing.
    private void keep(short[] samples, int count) {
        if (!open && keptSamples + count <= MAX_KEPT) {
            if (keptSamples + count > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MAX_KEPT, 2 * (keptSamples + count)));
            }
            System.arraycopy(samples, 0, kept, keptSamples, count);
        }
        keptSamples += count;
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
