package dev.parley.call.cost;

import dev.parley.dialog.provider.Money;
import java.util.Optional;

/// What calls may cost.
///
/// @param call each
/// @param day all of a day (UTC) together
/// @param agentDay all of a day of one agent
/// @param nearPercent of a budget, from which on it is nearly spent
public record Budgets(
        Optional<Money> call, Optional<Money> day, Optional<Money> agentDay, int nearPercent) {
    public static final Budgets NONE =
            new Budgets(Optional.empty(), Optional.empty(), Optional.empty(), 80);

    public Budgets {
        if (nearPercent < 1 || nearPercent > 100) {
            throw new IllegalArgumentException(
                    "expected a warning at 1 to 100 %, got " + nearPercent);
        }
    }

    public boolean isEmpty() {
        return call.isEmpty() && day.isEmpty() && agentDay.isEmpty();
    }
}
