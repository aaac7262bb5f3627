package dev.parley.sim.vendor.script;

/// A simulated recognizer that really listens; called on the thread of the connection, by many at a
/// time.
public interface HearingFunction {
    /// The words in this sound, empty for none.
    ///
    /// @param samples 16-bit mono, one utterance or the beginning of it; the callee may keep it
    String hear(short[] samples, int rate);
}
