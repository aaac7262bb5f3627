package dev.parley.it.faults;

import dev.parley.audio.vad.VoiceActivity;

/// Hears nobody speak: the callers of these tests use the keypad.
final class Deaf implements VoiceActivity {
    @Override
    public void ownVoice(boolean isOwn) {
        // it goes by the level alone
    }

    @Override
    public void accept(short[] samples16k, int off, int count, Edges edges) {
        // silence
    }

    @Override
    public double talkerDbfs() {
        return -60;
    }

    @Override
    public void reset() {
        // nothing to forget
    }

    @Override
    public void close() {
        // holds nothing
    }
}
