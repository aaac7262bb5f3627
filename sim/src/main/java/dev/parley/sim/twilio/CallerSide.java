package dev.parley.sim.twilio;

/// The person on the phone: mouth and ear. Called on the pacing thread of the [TwilioPeer], every
/// 20 ms, `hear` before `speak`; must return within a few milliseconds and not throw.
public interface CallerSide {
    /// The 20 ms that the caller hears now: 160 bytes of µ-law, silence included, so that the
    /// sequence is continuous. The array is the caller's to keep.
    ///
    /// @param callMillis time of the frame's first sample since the stream started
    void hear(byte[] frame, long callMillis);

    /// The next 20 ms of the caller's voice: exactly 160 bytes of µ-law; [MuLaw#silence()] while
    /// the caller is quiet. The peer does not keep the array.
    byte[] speak(long callMillis);

    /// A caller who neither speaks nor listens.
    CallerSide SILENT =
            new CallerSide() {
                @Override
                public void hear(byte[] frame, long callMillis) {}

                @Override
                public byte[] speak(long callMillis) {
                    return MuLaw.silence();
                }
            };
}
