package dev.parley.app.records;

import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was used of providers and what it cost, in words. What has no price is said so, never
/// counted as nothing.
public final class CostText {
    private CostText() {}

    /// Something used, and its cost.
    ///
    /// @param cost null if there is no price
    public record Priced(Use use, @Nullable Money cost) {}

    /// What was priced, together.
    public static Money sum(Collection<Priced> uses) {
        var sum = Money.ZERO;
        for (var each : uses) {
            var cost = each.cost();
            sum = cost == null ? sum : sum.plus(cost);
        }
        return sum;
    }

    public static boolean isWhole(Collection<Priced> uses) {
        return uses.stream().allMatch(each -> each.cost() != null);
    }

    /// "$0.0123", "$0.0123 and what has no price", "price unknown".
    public static String total(Collection<Priced> uses) {
        if (isWhole(uses)) {
            return sum(uses).toString();
        }
        return uses.stream().allMatch(each -> each.cost() == null)
                ? "price unknown"
                : sum(uses) + " and what has no price";
    }

    /// "deepgram nova-3 12.4 s, cartesia sonic-3.5 310 characters (price unknown)".
    public static String parts(Collection<Priced> uses) {
        Map<String, List<Priced>> byModel = new LinkedHashMap<>();
        for (var each : uses) {
            var use = each.use();
            byModel.computeIfAbsent(
                            (use.provider() + " " + use.model()).strip(), _ -> new ArrayList<>())
                    .add(each);
        }
        var parts = new ArrayList<String>();
        byModel.forEach((model, list) -> {
            var amounts = new ArrayList<String>();
            list.forEach(each -> amounts.add(amount(each.use())));
            parts.add(model + " " + String.join(", ", amounts) + " (" + total(list) + ")");
        });
        return String.join("; ", parts);
    }

    private static String amount(Use use) {
        return switch (use.unit()) {
            case HEARD_MILLIS -> String.format(Locale.ROOT, "%.1f s heard", use.amount() / 1000.0);
            case SPOKEN_CHARACTERS -> use.amount() + " characters";
            case INPUT_TOKENS -> use.amount() + " tokens in";
            case CACHED_TOKENS -> use.amount() + " cached";
            case OUTPUT_TOKENS -> use.amount() + " out";
            case UNCOUNTED_ANSWERS ->
                    use.amount() == 1
                            ? "an answer of unknown length"
                            : use.amount() + " answers of unknown length";
        };
    }
}
