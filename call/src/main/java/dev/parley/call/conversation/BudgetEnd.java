package dev.parley.call.conversation;

/// The end of a call that may cost no more: due once nobody talks and nothing is under way, and
/// then once only.
///
/// Runs on the call thread.
final class BudgetEnd {
    private boolean isDue;
    private boolean isTaken;

    /// A budget is spent; which one does not matter any more.
    void spent() {
        isDue = true;
    }

    /// True once, after it became due.
    boolean take() {
        boolean takes = isDue && !isTaken;
        isTaken |= takes;
        return takes;
    }
}
