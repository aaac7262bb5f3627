package dev.parley.call.conversation;

/// The end of a call that may cost no more: due once nobody talks and nothing is under way. The
/// dialogue may lead to an end of its own first, for a few turns of the caller.
///
/// Runs on the call thread.
final class BudgetEnd {
    /// Turns of the caller that are left to the dialogue.
    static final int TURNS = 4;

    private boolean isSpent;
    private boolean wasWrapped;
    private int left;

    /// A budget is spent; which one does not matter any more.
    void spent() {
        isSpent = true;
    }

    boolean isDue() {
        return isSpent && left == 0;
    }

    /// Whether the dialogue is to be asked for an end of its own: true once.
    boolean wraps() {
        boolean first = !wasWrapped;
        wasWrapped = true;
        return first;
    }

    /// The dialogue leads to an end of its own.
    void wrapping() {
        left = TURNS;
    }

    /// A turn of the caller was answered.
    void turn() {
        left = Math.max(0, left - 1);
    }
}
