package dev.parley.audio.vad;

/// Tells when the caller begins and ceases to speak. One stream each; used by the leg's IO thread
/// alone, in place: no allocation, no waiting.
///
/// Positions count samples at 16 kHz since the stream began, whatever `rate()` is, so that they are
/// media time as long as gaps in the stream were filled.
public interface VoiceActivity extends AutoCloseable {
    /// Samples a second of the positions told to [Edges].
    int POSITION_RATE = 16_000;

    /// How long the caller must be silent before [Edges#stopped] is told, in positions: 200 ms.
    int SILENCE = POSITION_RATE / 5;

    /// Where the edges of speech are told, on the calling thread, in the order of the stream.
    interface Edges {
        /// Speech began at this position; it is told as soon as the start rule holds, 40 to 100 ms
        /// later.
        void started(long sample);

        /// Speech ended before `lastSpeechSample`; `samplesSince` more have passed without speech,
        /// at least [#SILENCE]. How much silence ends a turn is decided elsewhere.
        void stopped(long lastSpeechSample, long samplesSince);
    }

    /// Takes the next samples of the stream, any number of them, at `rate()`.
    void accept(short[] samples16k, int off, int count, Edges edges);

    /// Whether what is accepted from now on is the agent's own voice, come back through a
    /// loudspeaker: it neither begins speech nor keeps it going. Told before the samples.
    void ownVoice(boolean isOwn);

    /// The rate that `accept` expects: 16 kHz unless the detector says otherwise.
    default int rate() {
        return POSITION_RATE;
    }

    /// How loud the caller was lately, as [Level#dbfs] counts; the least value it takes (about -60)
    /// as long as nobody spoke.
    double talkerDbfs();

    /// Forgets the stream: positions begin at 0 again, and an open stretch of speech has no end.
    void reset();

    /// Frees what the detector holds; nothing may be called after it, except `close` again.
    @Override
    void close();
}
