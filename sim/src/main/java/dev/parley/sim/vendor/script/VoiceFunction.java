package dev.parley.sim.vendor.script;

/// A simulated voice that really speaks; called on the thread of the request, by many at a time.
public interface VoiceFunction {
    Sound speak(String text, int rate);
}
