package dev.parley.sim.vendor.hear;

import dev.parley.sim.vendor.script.HearingFunction;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Understands sound by knowing it: sentences are put in with their sound as they are spoken, and
/// heard again by the course of their loudness. So a simulated recognizer hears exactly what
/// reached it and no more: half a sentence is half its words, a sentence that is played twice is
/// heard twice, and a sound that was never put in is not understood. Survives G.711 and resampling.
/// Thread-safe.
public final class SoundBook implements HearingFunction {
    private static final int MOST_SENTENCES = 48;

    /// The latest first.
    private volatile List<KnownSound> sentences = List.of();

    private final ReentrantLock putting = new ReentrantLock();

    /// What was understood of some sound.
    ///
    /// @param words in order, empty for none
    /// @param known the part of its loud time that was understood, 0 to 1; 1 if nothing is loud
    public record Understood(String words, double known) {}

    /// Puts a sentence in; only the latest few dozen are kept.
    ///
    /// @param text if it is blank, nothing is put in
    /// @param samples 16-bit mono, the whole sentence
    public void put(String text, short[] samples, int rate) {
        var sentence = new KnownSound(text, KnownSound.levels(samples, rate));
        if (text.isBlank() || sentence.length() == 0) {
            return;
        }
        putting.lock();
        try {
            sentences =
                    Stream.concat(
                                    Stream.of(sentence),
                                    sentences.stream().filter(other -> !other.text().equals(text)))
                            .limit(MOST_SENTENCES)
                            .toList();
        } finally {
            putting.unlock();
        }
    }

    @Override
    public String hear(short[] samples, int rate) {
        return understand(samples, rate).words();
    }

    /// What is known of this sound.
    public Understood understand(short[] samples, int rate) {
        return new SoundTrace(sentences, KnownSound.levels(samples, rate)).understood();
    }
}
