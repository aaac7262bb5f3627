package dev.parley.call.speech;

/// What a voice, as configured, can do.
///
/// @param wordTimes tells the place of each word in the sound ([Synthesizer.Listener#word])
/// @param parallel sentences it speaks at once; beyond it they wait
/// @param local runs without a network, so it can be the last link of a chain
public record SynthesizerCapabilities(boolean wordTimes, int parallel, boolean local) {
    /// Those of the engines in process, which share a few engines among any number of sentences.
    public static final SynthesizerCapabilities LOCAL_VOICE =
            new SynthesizerCapabilities(true, 64, true);

    public SynthesizerCapabilities {
        if (parallel < 1) {
            throw new IllegalArgumentException("expected at least 1 at once, got " + parallel);
        }
    }
}
