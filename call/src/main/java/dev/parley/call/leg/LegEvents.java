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

    /// The caller wrote these words instead of saying them; untrusted, at most 4,000 characters.
    /// With `answer` it is a turn of the caller: what plays is interrupted and the words are
    /// answered; without, they are only kept with the call. `voiced` false asks for an answer that
    /// is shown and not spoken.
    void written(String words, boolean answer, boolean voiced);

    /// The caller pressed the talk key (push to talk). Where turns are ended by hand, the caller's
    /// turn begins and what plays is interrupted; else nothing happens.
    default void turnOpened() {}

    /// The caller let go of the talk key: the turn is over, and answered at once.
    default void turnClosed() {}

    /// The call is held, by the caller or the carrier: nothing is said and nothing listened to
    /// until [#resumed].
    default void held() {}

    default void resumed() {}

    /// The call was handed over as [Leg#transfer] asked; nothing more is said.
    default void transferred() {}

    /// It could not be handed over, and the caller is still there; `reason` for the call's record.
    default void transferFailed(String reason) {}

    /// The connection broke, and the peer may come back to the same call: what plays is cut where
    /// it was heard, and nothing is said until [#back]. The leg itself ends the call by [#ended]
    /// when it has waited long enough.
    void away();

    /// The peer is there again: what was not heard is said again.
    void back();

    /// The connection is over; nothing follows.
    void ended(LegEnd end);

    /// How a connection ended.
    enum LegEnd {
        HUNG_UP,
        LOST,
        PROTOCOL_ERROR
    }
}
