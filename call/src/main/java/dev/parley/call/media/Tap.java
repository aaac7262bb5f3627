package dev.parley.call.media;

/// Where the sound of a call is copied for its recording, and measured. Never blocks, never throws.
/// `caller`, `voice` and `voiceEnded` run on the leg's IO thread, `agent` and `cutAgent` on the
/// wheel.
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

    /// The detector of speech hears the caller's voice from this sample on.
    default void voice(long sample) {
        // of no interest to a recording
    }

    /// It heard the voice up to this sample, and then no more.
    default void voiceEnded(long sample) {
        // of no interest to a recording
    }

    /// Both of them, this one first.
    default Tap and(Tap other) {
        var first = this;
        return new Tap() {
            @Override
            public void caller(long sample, byte[] payload, int offset, int length) {
                first.caller(sample, payload, offset, length);
                other.caller(sample, payload, offset, length);
            }

            @Override
            public void agent(long nanos, byte[] payload, int offset, int length) {
                first.agent(nanos, payload, offset, length);
                other.agent(nanos, payload, offset, length);
            }

            @Override
            public void cutAgent(long nanos) {
                first.cutAgent(nanos);
                other.cutAgent(nanos);
            }

            @Override
            public void voice(long sample) {
                first.voice(sample);
                other.voice(sample);
            }

            @Override
            public void voiceEnded(long sample) {
                first.voiceEnded(sample);
                other.voiceEnded(sample);
            }
        };
    }
}
