package dev.parley.providers.level;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;

/// A voice brought to the level of the house, about -22 dBFS, by at most 12 dB: providers deliver
/// speech from -35 to -12 dBFS, and callers hear one agent. What is learned of a voice is kept for
/// all its sentences; the first one is held back for up to 300 ms of its sound until its level is
/// known. Thread-safe.
public final class LevelledVoice implements Synthesizer {
    private final Synthesizer voice;
    private final VoiceLevel level;

    /// Owns the voice from now on.
    public LevelledVoice(Synthesizer voice) {
        this(voice, new VoiceLevel());
    }

    private LevelledVoice(Synthesizer voice, VoiceLevel level) {
        this.voice = voice;
        this.level = level;
    }

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public String model() {
        return voice.model();
    }

    @Override
    public int rate() {
        return voice.rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return voice.capabilities();
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return voice.speak(text, new LevelledSentence(voice.rate(), level, listener));
    }

    @Override
    public Synthesizer forReply() {
        var ofReply = voice.forReply();
        return ofReply.equals(voice) ? this : new LevelledVoice(ofReply, level);
    }

    @Override
    public Synthesizer forLine(int rate) {
        var ofLine = voice.forLine(rate);
        return ofLine.equals(voice) ? this : new LevelledVoice(ofLine, level);
    }

    @Override
    public void close() {
        voice.close();
    }
}
