package dev.parley.sim.vendor.fault;

import java.util.Locale;

/// What a vendor does in a call.
public enum Stage {
    /// The language model.
    LLM,
    /// The recognizer.
    STT,
    /// The voice.
    TTS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
