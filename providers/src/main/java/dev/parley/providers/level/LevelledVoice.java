package dev.parley.providers.level;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.WrappedVoice;

/// A voice brought to the level of the house, about -22 dBFS, by at most 12 dB: providers deliver
/// speech from -35 to -12 dBFS, and callers hear one agent. What is learned of a voice is kept for
/// all its sentences; the first one is held back for up to 300 ms of its sound until its level is
/// known. Thread-safe.
public final class LevelledVoice extends WrappedVoice {
    private final VoiceLevel level;

    /// Owns the voice from now on.
    public LevelledVoice(Synthesizer voice) {
        this(voice, new VoiceLevel());
    }

    private LevelledVoice(Synthesizer voice, VoiceLevel level) {
        super(voice);
        this.level = level;
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return voice().speak(text, new LevelledSentence(rate(), level, listener));
    }

    @Override
    protected Synthesizer around(Synthesizer other) {
        return new LevelledVoice(other, level);
    }
}
