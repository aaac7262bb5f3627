package dev.parley.sim.vendor.script;

import java.util.List;

/// What a simulated recognizer hears in one stretch of sound.
///
/// @param words all of it
/// @param partials what it makes of it before, in order; empty: the words as they come
/// @param confidence 0 to 1
/// @param resumes the recognizer takes the turn for over once too early, and takes it back
public record Utterance(String words, List<String> partials, double confidence, boolean resumes) {
    public Utterance {
        partials = List.copyOf(partials);
    }

    public static Utterance of(String words) {
        return new Utterance(words, List.of(), 0.98, false);
    }
}
