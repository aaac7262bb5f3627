package dev.parley.providers.local;

import dev.parley.audio.NoiseSuppressor.Gain;
import dev.parley.audio.RecognizerInput;
import dev.parley.dialog.Expectation;
import java.util.List;
import java.util.Optional;

/// One utterance in one decoder: sound in, words so far and final words out. Served by one engine
/// thread at a time.
final class Hearing {
    /// A segment is cut here at the latest, so that an endless utterance keeps its cost bounded.
    private static final int MAX_SEGMENT = 30 * VoskModel.RATE;

    /// Longest answer that is heard a second time: 20 s, 0.6 MB while it is spoken.
    private static final int MAX_KEPT = 20 * VoskModel.RATE;

    /// Longest answer that is heard again in noise: 10 s.
    private static final int MAX_NOISY = 10 * VoskModel.RATE;

    /// Where the talker is less than this above the noise, an answer is heard again.
    private static final double NOISY_DB = 18;

    /// The gain against noise of the hearing that follows the first.
    private static final Gain AGAIN = new Gain(0.5, 0.95f);

    private static final Vote VOTE = new Vote(0.5);

    /// Guesses beyond these are mostly wrong; in noise the right one is often among them.
    private static final int QUIET_GUESSES = 20;

    /// A guess this much less likely than the first (natural logarithm) is none.
    private static final double MOST_BEHIND = 10;

    private final Decoder decoder;
    private final RecognizerInput input;
    private final boolean open;
    private final Expectation expectation;
    private final StringBuilder said = new StringBuilder();
    private final SecondHearings again;
    private int segment;
    private final KeptSound kept = new KeptSound(MAX_KEPT);
    private final KeptSound untouched = new KeptSound(MAX_NOISY);

    Hearing(Decoder decoder, RecognizerInput input, Expectation expectation, SecondHearings again) {
        this.again = again;
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
        if (!open) {
            untouched.add(samples, count);
        }
        input.process(samples, 0, count);
        if (!open) {
            kept.add(samples, count);
        }
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
        if (untouched.isWhole() && input.isNoisy(NOISY_DB)) {
            return again.attempt(() -> vote(guesses), answer(guesses)).orElse(likeliest);
        }
        return answer(guesses).or(this::withMoreNoise).orElse(likeliest);
    }

    /// The likeliest guess that is an answer.
    private Optional<String> answer(List<Guess> guesses) {
        double least = guesses.getFirst().score() - MOST_BEHIND;
        return guesses.stream()
                .limit(QUIET_GUESSES)
                .filter(guess -> guess.score() >= least)
                .map(guess -> words(guess.words()))
                .filter(words -> !words.isEmpty() && expectation.reading().accepts(words))
                .findFirst();
    }

    /// Heard again, knowing the noise and the level of the whole utterance; what both hearings
    /// agree on. In noise single words are lost or taken for others, and not always the same ones.
    private Optional<String> vote(List<Guess> first) {
        RecognizerInput other = input.again(AGAIN);
        short[] sound = untouched.copy();
        other.process(sound, 0, sound.length);
        return VOTE.among(List.of(first, guesses(sound)), expectation.reading()::accepts);
    }

    /// Words that are no answer are heard again with more noise beneath: a soft "six" after digital
    /// silence is found then, while in the narrow band of a telephone it would hide others.
    private Optional<String> withMoreNoise() {
        if (!kept.isWhole()) {
            return Optional.empty();
        }
        short[] sound = kept.copy();
        RecognizerInput.addNoise(sound, 0, sound.length);
        return answer(guesses(sound));
    }

    private List<Guess> guesses(short[] sound) {
        decoder.reset();
        for (int at = 0; at < sound.length; at += Inbox.CHUNK) {
            decoder.accept(sound, at, Math.min(Inbox.CHUNK, sound.length - at));
        }
        return decoder.finalGuesses();
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
