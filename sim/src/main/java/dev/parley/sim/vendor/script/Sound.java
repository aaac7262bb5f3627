package dev.parley.sim.vendor.script;

import java.util.List;

/// 16-bit mono sound with the times of its words. Immutable by agreement: nobody writes into the
/// samples.
public final class Sound {
    private final short[] samples;
    private final List<Word> words;

    /// A word and its place in the sound.
    public record Word(String word, double startSeconds, double endSeconds) {}

    public Sound(short[] samples, List<Word> words) {
        this.samples = samples;
        this.words = List.copyOf(words);
    }

    public short[] samples() {
        return samples;
    }

    public List<Word> words() {
        return words;
    }
}
