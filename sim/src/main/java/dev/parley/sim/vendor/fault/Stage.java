package dev.parley.sim.vendor.fault;

import java.util.Locale;

/// What a vendor does in a call.
public enum Stage {
    /// The language model.
    LLM,
    /// The recognizer.
    STT,
    /// The voice.
    TTS,
    /// All three in one: speech to speech.
    DUPLEX;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
