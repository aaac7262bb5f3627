package dev.parley.store;

import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import org.jspecify.annotations.Nullable;

/// What one call used of one model of a provider, in one unit.
///
/// @param cost of what had a price; null if nothing had
/// @param unpriced whether a part had none
public record Spending(
        String callId, String agent, Use use, @Nullable Money cost, boolean unpriced) {}
