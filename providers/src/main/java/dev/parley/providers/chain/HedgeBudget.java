package dev.parley.providers.chain;

/// How many second requests are left: each request earns a share of one. Not more than a few are
/// saved up, so that a provider that becomes slow is not asked twice by everybody. One thread at a
/// time.
final class HedgeBudget {
    private static final double MOST_SAVED = 5;

    private final double share;
    private double saved;

    /// @param share of requests that may be made twice, from 0 to 1
    HedgeBudget(double share) {
        this.share = share;
    }

    void earn() {
        saved = Math.min(MOST_SAVED, saved + share);
    }

    boolean spend() {
        // A share such as 0.05 does not add up to 1 exactly.
        if (saved < 1 - 1e-9) {
            return false;
        }
        saved -= 1;
        return true;
    }
}
