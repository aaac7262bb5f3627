package dev.parley.call.cost;

import dev.parley.dialog.provider.Money;
import java.util.Optional;

/// One amount that may be spent, and what of it is. Confined to whoever holds its lock.
final class Budget {
    /// How far it is spent.
    enum Level {
        OPEN,
        NEAR,
        SPENT
    }

    private final Optional<Money> limit;
    private final int nearPercent;
    private Money spent = Money.ZERO;
    private Level level = Level.OPEN;

    Budget(Optional<Money> limit, int nearPercent) {
        this.limit = limit;
        this.nearPercent = nearPercent;
    }

    /// @return whether its level rose
    boolean spend(Money amount) {
        spent = spent.plus(amount);
        var before = level;
        level =
                limit.map(most ->
                                spent.isAtLeast(most)
                                        ? Level.SPENT
                                        : spent.isAtLeast(most.percent(nearPercent))
                                                ? Level.NEAR
                                                : Level.OPEN)
                        .orElse(Level.OPEN);
        return level != before;
    }

    Level level() {
        return level;
    }

    boolean isSpent() {
        return level == Level.SPENT;
    }

    Money spent() {
        return spent;
    }
}
