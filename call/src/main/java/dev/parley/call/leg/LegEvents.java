package dev.parley.call.leg;

/// What a leg tells its call. All methods run on the leg's IO thread, return within 1 ms, and never
/// throw.
public interface LegEvents {
    /// One message of sound in wire format; valid during the call only. `mediaMillis` is the
    /// carrier's timestamp of its first sample, or the leg's own count where the carrier has none.
    void audio(byte[] payload, int offset, int length, long mediaMillis);

    /// A key of the caller: 0-9 * # A-D.
    void key(char key);

    /// The carrier reports that everything before this mark was played. Never called for a mark
    /// voided by a flush.
    void played(long markId);

    /// The connection is over; nothing follows.
    void ended(LegEnd end);

    /// How a connection ended.
    enum LegEnd {
        HUNG_UP,
        LOST,
        PROTOCOL_ERROR
    }
}
