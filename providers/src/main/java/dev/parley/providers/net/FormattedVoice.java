package dev.parley.providers.net;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;

/// A voice in another form than its usual one. Closing it closes nothing.
///
/// @param voice whose it is
/// @param desk of the voice
public record FormattedVoice(Synthesizer voice, SentenceDesk desk, SoundFormat format)
        implements Synthesizer {
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
        return format.rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return voice.capabilities();
    }

    @Override
    public Synthesizer forLine(int rate) {
        return voice.forLine(rate);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return desk.speak(text, format, listener);
    }

    @Override
    public void close() {
        // the voice belongs to whoever opened it
    }
}
