package dev.parley.call.conversation;

import dev.parley.call.conversation.Reply.Ended;
import dev.parley.call.conversation.Reply.Origin;
import dev.parley.dialog.Expectation;
import org.jspecify.annotations.Nullable;

/// The answer to the caller's last turn, as far as models write it: whether it can still be taken
/// back, and what was heard of it, in however many replies.
///
/// Runs on the call thread.
final class WrittenAnswer {
    private @Nullable Expectation questionBefore;
    private long revocable;
    private boolean awaited;
    private boolean isWritten;
    private String heard = "";

    /// The caller's next turn, in answer to this question.
    void begin(@Nullable Expectation question) {
        questionBefore = question;
        again();
    }

    /// The same turn is answered anew.
    void again() {
        forget();
        isWritten = false;
        heard = "";
    }

    /// Nothing comes of it any more.
    void forget() {
        revocable = 0;
        awaited = false;
    }

    /// It has consequences, or ends the call.
    void stands() {
        forget();
    }

    /// A generation writes it, without a consequence so far; `awaited` if nothing is said yet.
    void writtenBy(long generation, boolean isAwaited) {
        revocable = generation;
        awaited = isAwaited;
    }

    /// The same, by another generation in place of the one before.
    void writtenOnBy(long generation) {
        revocable = generation;
    }

    void isSaid() {
        awaited = false;
    }

    /// The generation whose answer can be taken back; 0 for none.
    long revocable() {
        return revocable;
    }

    /// Nothing of it was said yet.
    boolean isAwaited() {
        return awaited;
    }

    /// What the caller's last turn answers.
    @Nullable Expectation questionBefore() {
        return questionBefore;
    }

    /// A reply is over; once a model spoke, with what was heard since the caller's turn.
    Ended over(Ended ended) {
        if (ended.origin() == Origin.OWN) {
            return ended;
        }
        if (ended.generation() != 0) {
            isWritten = true;
            if (ended.generation() == revocable) {
                forget();
            }
        }
        var all = joined(ended.heard());
        heard = joined(ended.whole());
        return isWritten ? ended.heard(all) : ended;
    }

    private String joined(String more) {
        return (heard + " " + more).strip();
    }
}
