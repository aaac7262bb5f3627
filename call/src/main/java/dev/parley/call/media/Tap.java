package dev.parley.call.media;

/// Where the sound of a call is copied for its recording. Never blocks, never throws. `caller` runs
/// on the leg's IO thread, `agent` and `cutAgent` on the wheel.
public interface Tap {
    Tap NONE =
            new Tap() {
                @Override
                public void caller(long sample, byte[] payload, int offset, int length) {
                    // nothing is kept
                }

                @Override
                public void agent(long nanos, byte[] payload, int offset, int length) {
                    // nothing is kept
                }

                @Override
                public void cutAgent(long nanos) {
                    // nothing is kept
                }
            };

    /// The caller's sound in wire format, at its media time: samples of the leg's rate since the
    /// call began.
    void caller(long sample, byte[] payload, int offset, int length);

    /// The agent's sound in wire format, where it plays: `System.nanoTime` of the play clock.
    void agent(long nanos, byte[] payload, int offset, int length);

    /// What plays from here on was flushed: it was not heard.
    void cutAgent(long nanos);
}
