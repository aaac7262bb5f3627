package dev.parley.call.speech;

/// A voice around another: speaks in its own way, and is in all else what the other is, for a reply
/// and a line too. Thread-safe as the other is.
public abstract class WrappedVoice implements Synthesizer {
    private final Synthesizer voice;

    /// @param voice closed with this one
    protected WrappedVoice(Synthesizer voice) {
        this.voice = voice;
    }

    /// The voice inside.
    protected final Synthesizer voice() {
        return voice;
    }

    /// The same around another voice.
    protected abstract Synthesizer around(Synthesizer other);

    @Override
    public final String name() {
        return voice.name();
    }

    @Override
    public final String model() {
        return voice.model();
    }

    @Override
    public final int rate() {
        return voice.rate();
    }

    @Override
    public final SynthesizerCapabilities capabilities() {
        return voice.capabilities();
    }

    @Override
    public final Synthesizer forReply() {
        return wrapped(voice.forReply());
    }

    @Override
    public final Synthesizer forLine(int rate) {
        return wrapped(voice.forLine(rate));
    }

    private Synthesizer wrapped(Synthesizer other) {
        return other.equals(voice) ? this : around(other);
    }

    @Override
    public void close() {
        voice.close();
    }
}
