package dev.parley.call.record;

import dev.parley.call.record.CallStore.ReplyLatency;
import java.util.OptionalLong;

/// What sounded between a turn of the caller and its answer, measured from both tracks where they
/// play. Milliseconds of call time; -1 where there was no such sound.
///
/// @param callerEnded when the caller's last sound before the answer ended
/// @param agentBegan when the first sound of the answer played
/// @param lead from the first frame's leaving until it played, as the play clock has it
/// @param quiet silence at the start of the answer, from its first frame's playing to its first
///   sound
public record TurnSound(
        int turn, Kind kind, long callerEnded, long agentBegan, long lead, long quiet) {
    /// Why there is a gap, or none.
    public enum Kind {
        /// The caller fell silent, then the agent began: there is a gap.
        ANSWERED,
        /// Keys or written words: the caller made no sound.
        TYPED,
        /// The caller went on, and the answer was cut: it was a pause in the turn.
        TAKEN_BACK,
        /// The agent began while the caller sounded.
        OVER_CALLER,
        /// A turn was taken, but no sound of the caller was found.
        NO_CALLER_SOUND,
        /// No sound of an answer followed.
        UNANSWERED
    }

    /// How long neither sounded between the turn and its answer; empty unless answered.
    public OptionalLong gap() {
        return kind == Kind.ANSWERED
                ? OptionalLong.of(agentBegan - callerEnded)
                : OptionalLong.empty();
    }

    /// What the known parts add up to: those of the reply, its lead, its quiet start.
    public long known(ReplyLatency parts) {
        return parts.total() + lead + quiet;
    }

    /// What of the gap no part explains; negative if the parts are longer than the gap.
    public OptionalLong rest(ReplyLatency parts) {
        var gap = gap();
        return gap.isEmpty() ? gap : OptionalLong.of(gap.getAsLong() - known(parts));
    }
}
