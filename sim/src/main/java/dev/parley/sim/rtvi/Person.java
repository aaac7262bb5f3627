package dev.parley.sim.rtvi;

/// Who sits at the client: mouth and ear. Called on the pacing thread of the [RtviPeer], every 20
/// ms, `hear` before `speak`; must return within a few milliseconds and not throw.
public interface Person {
    /// Samples a second, both ways.
    int RATE = 16_000;

    /// Samples of 20 ms.
    int FRAME = RATE / 50;

    /// The 20 ms that come out of the loudspeaker now, silence included, so that the sequence is
    /// continuous. The array is the person's to keep.
    ///
    /// @param millis time of the frame's first sample since the session began
    void hear(short[] frame, long millis);

    /// The next 20 ms at the microphone: exactly [#FRAME] samples. The peer does not keep the
    /// array.
    short[] speak(long millis);

    /// Someone who neither speaks nor listens.
    Person SILENT =
            new Person() {
                @Override
                public void hear(short[] frame, long millis) {}

                @Override
                public short[] speak(long millis) {
                    return new short[FRAME];
                }
            };
}
