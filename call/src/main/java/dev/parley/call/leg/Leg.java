package dev.parley.call.leg;

import dev.parley.call.EndReason;
import java.util.Optional;

/// One call's connection to a carrier, outbound side. Everything that leaves goes through one
/// ordered writer.
///
/// Threads: `send`, `mark` and `flush` are called by the pacing wheel of the leg's event loop only,
/// so that a flush is never overtaken by a stale frame; `hangUp` and `execute` may be called from
/// any thread. None of them blocks or throws.
public interface Leg {
    LegTraits traits();

    /// Sends one frame of wire format; the array may be reused after the call. False if the
    /// connection cannot take it now (gone, or its write queue is full): the frame is lost and
    /// counted, the call goes on or ends by the leg's own rule.
    boolean send(byte[] payload, int offset, int length);

    /// Asks the carrier to report when everything sent so far was played. Ids grow; see
    /// [LegEvents#played].
    void mark(long markId);

    /// Drops what the carrier holds unplayed. Marks outstanding now are void, even if the peer
    /// echoes them; the leg forgets them.
    void flush();

    /// Ends the connection in the carrier's own way. Further calls do nothing.
    void hangUp(EndReason reason);

    /// Hands the call over to `to`, a number or address as the carrier takes it, and lets go of it.
    /// Any thread; does not block. Empty if that is under way: the outcome comes by
    /// [LegEvents#transferred] or [LegEvents#transferFailed]. Otherwise why it cannot be done, for
    /// the call's record.
    default Optional<String> transfer(String to) {
        return Optional.of(traits().transport() + " calls cannot be transferred");
    }

    /// Who shows the call on the other side; nobody by default.
    default Onlooker onlooker() {
        return Onlooker.NONE;
    }

    /// Whether the peer wants the agent's words and no sound at all, for the whole call.
    default boolean isTextOnly() {
        return false;
    }

    /// Runs a short task on the leg's IO thread, where the Ear lives. Dropped if the leg is closed.
    void execute(Runnable task);
}
